package dev.gnomon.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.schema.syntax.ParsedSchema;
import dev.gnomon.schema.syntax.SchemaFile;
import dev.gnomon.schema.syntax.SchemaParser;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every schema that the recorded answers call valid is read without a complaint. */
class RecordedSchemasTest {

    @Test
    void all_valid_recorded_schemas_have_no_syntax_error() {
        List<String> complaints = new ArrayList<>();
        Set<String> schemas = validSchemas();
        for (String schema : schemas) {
            ParsedSchema parsed = SchemaParser.parse(schema);
            parsed.diagnostics().forEach(diagnostic -> complaints.add(diagnostic + " in\n" + schema));
        }
        System.out.println(schemas.size() + " recorded schemas read");
        assertThat(complaints).isEmpty();
    }

    @Test
    void all_valid_recorded_schemas_are_accepted() {
        List<String> complaints = new ArrayList<>();
        for (String text : validSchemas()) {
            PrismaSchema schema =
                    PrismaSchema.parse(List.of(new SchemaFile("schema.prisma", text)), Dialects::byProvider);
            // Names that a database would cut are refused here, and only here.
            if (!schema.errors().stream().allMatch(error -> error.message().contains(" of a name. "))) {
                complaints.add(schema.print(schema.errors()) + "in\n" + text);
            }
        }
        assertThat(complaints).isEmpty();
    }

    static Set<String> validSchemas() {
        Set<String> schemas = new LinkedHashSet<>();
        RecordedCases.golden().ifPresent(folder -> {
            RecordedCases.forEach(folder, ".diff.jsonl", (file, fields) -> addBoth(schemas, fields));
            RecordedCases.forEach(folder, ".tests.jsonl", (file, fields) -> addBoth(schemas, fields));
            RecordedCases.forEach(folder, ".validation.jsonl", (file, fields) -> {
                if (Boolean.TRUE.equals(fields.get("valid"))) {
                    add(schemas, fields.get("schema"));
                }
            });
        });
        RecordedCases.conformance()
                .ifPresent(folder -> RecordedCases.forEach(folder, ".diff.jsonl", (file, fields) -> {
                    if (fields.get("error") == null) {
                        addBoth(schemas, fields);
                    }
                }));
        return schemas;
    }

    private static void addBoth(Set<String> schemas, Map<String, Object> fields) {
        add(schemas, fields.get("from"));
        add(schemas, fields.get("to"));
    }

    private static void add(Set<String> schemas, Object schema) {
        if (schema instanceof String text) {
            schemas.add(text);
        }
    }
}
