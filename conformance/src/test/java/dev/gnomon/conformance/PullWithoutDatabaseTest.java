package dev.gnomon.conformance;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.pull.PullRequest;
import dev.gnomon.schema.pull.PulledSchema;
import dev.gnomon.schema.pull.SchemaPull;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pull writes of a structure means that structure, for all databases, servers or not. */
class PullWithoutDatabaseTest {

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "sqlite", "mysql", "sqlserver"})
    void pulled_schemas_mean_what_they_were_pulled_from(String provider) {
        Tally tally = new Tally(provider + " pull of structures");
        List<RecordedCase> cases = RecordedCases.golden(provider, "diff").orElseGet(() -> {
            System.out.println("skipped: no golden diff of " + provider + " in " + RecordedCases.goldenDirectory()
                    + " (system property gnomon.golden, environment GNOMON_GOLDEN)");
            return abort("no golden data");
        });
        for (RecordedCase recorded : cases) {
            PrismaSchema schema = SchemaDiffAnswer.parse(recorded.text("to").orElse(""));
            if (!schema.hasErrors()) {
                Attempts.run(tally, recorded, () -> compare(tally, recorded, schema));
            }
        }
        KnownDifferences.check("golden." + provider + ".pull", tally);
    }

    /**
     * Half of what the engine's own introspection tests ask for, from the structure to the text, where no server may be
     * at hand. Views come from a database only.
     */
    @Test
    void structures_of_the_introspection_tests_for_sql_server_are_written_as_there() {
        Tally tally = new Tally("sqlserver introspected schemas from their structures");
        List<RecordedCase> cases = RecordedCases.golden("sqlserver", "introspect")
                .orElseGet(() -> {
                    System.out.println("skipped: no golden introspect of sqlserver in "
                            + RecordedCases.goldenDirectory()
                            + " (system property gnomon.golden, environment GNOMON_GOLDEN)");
                    return abort("no golden data");
                });
        for (RecordedCase recorded : cases) {
            if (!recorded.text("expected_schema").orElseThrow().contains("view ")) {
                Attempts.run(tally, recorded, () -> compareText(tally, recorded));
            }
        }
        KnownDifferences.check("golden.sqlserver.introspected-structures", tally);
    }

    private static void compareText(Tally tally, RecordedCase recorded) {
        String expected = recorded.text("expected_schema").orElseThrow();
        String input = recorded.text("input_schema").orElse("");
        boolean whole = expected.contains("datasource ");
        String configuration =
                whole ? IntrospectionTest.configuration(expected) : IntrospectionTest.usual(recorded, expected + input);
        PrismaSchema schema =
                SchemaDiffAnswer.parse(whole ? SchemaDiffAnswer.withoutUrl(expected) : configuration + expected);
        if (schema.hasErrors()) {
            tally.compare(recorded, "valid", "", schema.print(schema.errors()));
            return;
        }
        Dialect dialect = Dialects.of(recorded.provider());
        PrismaSchema previous = SchemaDiffAnswer.parse(
                SchemaDiffAnswer.withoutUrl(input.contains("datasource ") ? input : configuration + input));
        PulledSchema pulled = SchemaPull.pull(new PullRequest(
                SchemaDiffAnswer.lower(schema, dialect), dialect, previous.document(), previous.dataModel(), false));
        tally.compare(
                recorded,
                "schema",
                IntrospectionTest.models(expected),
                IntrospectionTest.models(pulled.files().getFirst().text()));
    }

    private static void compare(Tally tally, RecordedCase recorded, PrismaSchema schema) {
        Dialect dialect = Dialects.of(recorded.provider());
        DatabaseSchema structure = SchemaDiffAnswer.lower(schema, dialect);
        PulledSchema pulled =
                SchemaPull.pull(new PullRequest(structure, dialect, schema.document(), schema.dataModel(), false));
        String text = pulled.files().getFirst().text();
        PrismaSchema again = SchemaDiffAnswer.parse(text);
        tally.compare(recorded, "valid", "", again.hasErrors() ? again.print(again.errors()) + text : "");
        if (!again.hasErrors()) {
            DatabaseSchema back = SchemaDiffAnswer.lower(again, dialect);
            String script = SchemaDiffAnswer.between(new BeforeAfter<>(structure, back), dialect)
                    .script();
            tally.compare(recorded, "same structure", "-- This is an empty migration.", script.strip());
        }
    }
}
