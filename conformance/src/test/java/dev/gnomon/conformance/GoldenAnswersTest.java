package dev.gnomon.conformance;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.gnomon.engine.migration.DataLossReport.Finding;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of the recorded engine for all databases, read in place where they are on this machine. */
class GoldenAnswersTest {

    private static final Pattern ROW_COUNT = Pattern.compile("\\d+ (rows|existing|non-null)");

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "sqlite", "mysql", "sqlserver"})
    void differences_are_those_on_record(String provider) {
        check(provider, "diff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "sqlite", "mysql", "sqlserver"})
    void expectations_of_the_engines_own_tests_are_met(String provider) {
        check(provider, "tests");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mysql", "sqlserver"})
    void casts_are_those_on_record(String provider) {
        Tally tally = new Tally(provider + " casts");
        for (RecordedCase recorded : cases(provider, "casts")) {
            Attempts.run(tally, recorded, () -> {
                compareCast(tally, recorded, "", "required_sql", "required_warnings");
                compareCast(tally, recorded, "?", "optional_sql", "optional_warnings");
            });
        }
        KnownDifferences.check("golden." + provider + ".casts", tally);
    }

    private static List<RecordedCase> cases(String provider, String kind) {
        return RecordedCases.golden(provider, kind).orElseGet(() -> {
            System.out.println("skipped: no golden " + kind + " of " + provider + " in "
                    + RecordedCases.goldenDirectory() + " (system property gnomon.golden, environment GNOMON_GOLDEN)");
            return abort("no golden data");
        });
    }

    private static void check(String provider, String kind) {
        Tally tally = new Tally(provider + " golden " + kind);
        for (RecordedCase recorded : cases(provider, kind)) {
            if (recorded.text("from_sql").isEmpty()) {
                Attempts.run(tally, recorded, () -> compare(tally, recorded));
            }
        }
        KnownDifferences.check("golden." + provider + "." + kind, tally);
    }

    private static void compare(Tally tally, RecordedCase recorded) {
        SchemaDiffAnswer answer = SchemaDiffAnswer.of(
                recorded.text("from").map(SchemaDiffAnswer::withoutUrl),
                SchemaDiffAnswer.withoutUrl(recorded.text("to").orElseThrow()),
                recorded.provider());
        if (answer.refusal().isPresent()) {
            tally.compare(recorded, "accepted", "", answer.refusal().get());
            return;
        }
        recorded.text("expected_sql").ifPresent(sql -> compareScript(tally, recorded, comparable(sql), answer));
        recorded.text("migration_sql")
                .ifPresent(
                        sql -> tally.compare(recorded, "migration", comparable(sql), comparable(answer.migration())));
        recorded.text("expected_summary")
                .ifPresent(summary -> tally.compare(
                        recorded,
                        "summary",
                        withoutNamespaces(Summaries.comparable(summary)),
                        withoutNamespaces(Summaries.comparable(answer.summary()))));
        if (!recorded.id().contains("__push") && !tellsOfRows(recorded)) {
            // Warnings of a push tell of rows that are not on record.
            recorded.texts("expected_warnings")
                    .ifPresent(warnings ->
                            tally.compare(recorded, "warnings", String.join("\n", warnings), messages(answer)));
        }
    }

    /** The engine's own tests ran on databases, which have an order of their own. */
    private static void compareScript(Tally tally, RecordedCase recorded, String expected, SchemaDiffAnswer answer) {
        String script = comparable(answer.script());
        if (!expected.equals(script)) {
            SchemaDiffAnswer fromDatabase = SchemaDiffAnswer.of(
                    recorded.text("from").map(SchemaDiffAnswer::withoutUrl),
                    SchemaDiffAnswer.withoutUrl(recorded.text("to").orElseThrow()),
                    recorded.provider(),
                    DatabaseOrder::of);
            for (String other : List.of(fromDatabase.script(), fromDatabase.migration())) {
                script = expected.equals(comparable(other)) ? expected : script;
            }
        }
        tally.compare(recorded, "script", expected, script);
    }

    private static boolean tellsOfRows(RecordedCase recorded) {
        return recorded.texts("expected_warnings").orElse(List.of()).stream()
                .anyMatch(warning -> ROW_COUNT.matcher(warning).find());
    }

    private static String messages(SchemaDiffAnswer answer) {
        return String.join(
                "\n",
                Stream.concat(answer.dataLoss().warnings().stream(), answer.dataLoss().unexecutable().stream())
                        .map(Finding::message)
                        .toList());
    }

    private static void compareCast(
            Tally tally, RecordedCase recorded, String arity, String sqlField, String warningsField) {
        SchemaDiffAnswer answer = SchemaDiffAnswer.of(
                Optional.of(oneColumn(recorded, "from", arity)), oneColumn(recorded, "to", arity), recorded.provider());
        recorded.text(sqlField)
                .ifPresent(sql ->
                        tally.compare(recorded, sqlField, comparable(sql), comparable(unframed(answer.script()))));
        recorded.texts(warningsField)
                .ifPresent(warnings ->
                        tally.compare(recorded, warningsField, String.join("\n", warnings), messages(answer)));
    }

    private static String oneColumn(RecordedCase recorded, String side, String arity) {
        String[] type = recorded.text(side).orElseThrow().split(" ", 2);
        return "datasource db {\n  provider = \"" + recorded.provider() + "\"\n}\n\nmodel A {\n  id Int @id\n  x "
                + type[0] + arity + (type.length > 1 ? " " + type[1] : "") + "\n}\n";
    }

    /** The first step of a migration from nothing is optional in the record. */
    private static String comparable(String script) {
        return script.replace("-- CreateSchema\nCREATE SCHEMA IF NOT EXISTS \"public\";\n", "")
                .replace("\"public\".", "")
                .strip();
    }

    /** The summaries on record are of an engine that did not mention namespaces yet. */
    private static String withoutNamespaces(String summary) {
        return summary.replaceAll("\\[\\+] Added Schemas\n(  - .*(\n|$))*\n?", "")
                .strip();
    }

    private static String unframed(String script) {
        int start = script.indexOf("BEGIN TRAN;\n");
        int end = script.indexOf("COMMIT TRAN;");
        return start < 0 || end < 0 ? script : script.substring(start + "BEGIN TRAN;\n".length(), end);
    }
}
