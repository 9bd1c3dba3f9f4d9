package dev.gnomon.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.schema.syntax.SchemaFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Says of every recorded schema exactly what the recorded answer says. */
class GoldenValidationTest {

    @Test
    void recorded_schemas_get_the_recorded_diagnostics() {
        Results results = new Results();
        RecordedCases.golden()
                .ifPresent(folder -> RecordedCases.forEach(folder, ".validation.jsonl", (file, fields) -> {
                    String expected = fields.get("expected_diagnostics") instanceof String text ? text : "";
                    results.add(file, fields, (String) fields.get("schema"), expected);
                }));
        RecordedCases.conformance()
                .ifPresent(folder -> RecordedCases.forEach(folder, ".diff.jsonl", (file, fields) -> {
                    if (fields.get("error") instanceof String expected) {
                        // The recorded refusal is of one of both schemas.
                        String to = fields.get("to") instanceof String text ? text : "";
                        String from = fields.get("from") instanceof String text ? text : "";
                        results.add(file + ".refusals", fields, printed(from).isEmpty() ? to : from, expected);
                    }
                }));
        results.print();
        assertThat(results.failed).isEqualTo(known(results.counts.keySet()));
    }

    private static String printed(String schema) {
        PrismaSchema read = PrismaSchema.parse(List.of(new SchemaFile("schema.prisma", schema)), Dialects::byProvider);
        return read.print(read.errors());
    }

    /** Cases that are known to differ, each with its reason in the file; the list may only shrink. */
    private static Set<String> known(Set<String> files) {
        Set<String> names = new TreeSet<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                java.util.Objects.requireNonNull(
                        GoldenValidationTest.class.getResourceAsStream("/known-validation-differences.txt")),
                StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank() && !line.startsWith("#") && files.contains(line.substring(0, line.indexOf(' ')))) {
                    names.add(line.substring(0, line.lastIndexOf(" [")));
                }
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        return names;
    }

    private static final class Results {

        private final Map<String, int[]> counts = new TreeMap<>();
        private final Set<String> failed = new TreeSet<>();
        private final List<String> details = new ArrayList<>();

        void add(String file, Map<String, Object> fields, String schema, String expected) {
            PrismaSchema read =
                    PrismaSchema.parse(List.of(new SchemaFile("schema.prisma", schema)), Dialects::byProvider);
            String printed = read.print(file.endsWith("refusals") ? read.errors() : read.diagnostics());
            if (expected.contains("Validation Error Count: ")) {
                printed += "\nValidation Error Count: " + read.errors().size();
            }
            int[] count = counts.computeIfAbsent(file, name -> new int[2]);
            count[1]++;
            if (printed.stripTrailing().equals(expected.stripTrailing())) {
                count[0]++;
            } else {
                failed.add(file + " " + fields.get("id"));
                details.add("== " + file + " " + fields.get("id") + "\n" + schema + "\n-- expected\n" + expected
                        + "-- printed\n" + printed);
            }
        }

        void print() {
            counts.forEach((file, count) -> System.out.printf("%-40s %d of %d%n", file, count[0], count[1]));
            if (Boolean.getBoolean("gnomon.details")) {
                details.forEach(System.out::println);
            }
        }
    }
}
