package dev.gnomon.conformance;

import dev.gnomon.engine.core.DevDiagnosis;
import dev.gnomon.engine.core.HistoryDiagnosis;
import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.migration.AppliedMigration;
import dev.gnomon.engine.migration.HistoryReport;
import dev.gnomon.engine.migration.MigrationHistory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories that went right and wrong: what is found, what is applied, what is recorded. */
class HistoryAnswersTest {

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "sqlite"})
    void answers_are_those_on_record(String provider) {
        Tally tally = new Tally(provider + " histories");
        try (EngineCase.Databases databases = EngineCase.Databases.create(provider)) {
            for (RecordedCase recorded : RecordedCases.own(provider, "history")) {
                Attempts.run(tally, recorded, () -> play(tally, recorded, databases));
            }
        }
        KnownDifferences.check(provider + ".history", tally);
    }

    private static void play(Tally tally, RecordedCase recorded, EngineCase.Databases databases) {
        try (EngineCase played =
                new EngineCase(databases, recorded.text("schema").orElseThrow())) {
            List<Map<String, Object>> steps = recorded.objects("steps");
            List<Map<String, Object>> results = recorded.objects("step_results");
            for (int i = 0; i < steps.size(); i++) {
                Map<String, Object> step = steps.get(i);
                Object result = results.get(i).get("ok").equals(true) ? "done" : failure(results.get(i));
                tally.compare(recorded, "step " + i, text(result), text(attempt(() -> {
                    run(played, step);
                    return "done";
                })));
            }
            MigrationHistory history = new MigrationHistory(
                    recorded.fields().containsKey("lockfile")
                            ? recorded.text("lockfile")
                            : played.history(List.of()).lockFile(),
                    EngineCase.migrations(recorded.objects("migrations")));

            tally.compare(
                    recorded,
                    "diagnose",
                    expected(recorded, "diagnose"),
                    text(attempt(
                            () -> told(played.engine().diagnoseMigrationHistory(played.workspace(), history, false)))));
            tally.compare(
                    recorded,
                    "diagnose_with_shadow",
                    expected(recorded, "diagnose_with_shadow"),
                    text(attempt(
                            () -> told(played.engine().diagnoseMigrationHistory(played.workspace(), history, true)))));
            tally.compare(
                    recorded,
                    "dev",
                    Summaries.comparable(expected(recorded, "dev")),
                    Summaries.comparable(text(
                            attempt(() -> action(played.engine().devDiagnostic(played.workspace(), history))))));
            tally.compare(
                    recorded,
                    "apply",
                    expected(recorded, "apply"),
                    text(attempt(() -> Map.of(
                            "appliedMigrationNames", played.engine().applyMigrations(played.workspace(), history)))));
            tally.compare(recorded, "table_after", expectedRows(recorded), rows(played));
        }
    }

    @SuppressWarnings("unchecked")
    private static void run(EngineCase played, Map<String, Object> step) {
        switch ((String) step.get("op")) {
            case "apply" ->
                played.engine().applyMigrations(played.workspace(), played.history((List<Map<String, Object>>)
                        step.get("migrations")));
            case "sql" -> played.database().run((String) step.get("sql"));
            case "markApplied" ->
                played.engine()
                        .markMigrationApplied(
                                played.workspace(),
                                played.history((List<Map<String, Object>>) step.get("migrations")),
                                (String) step.get("name"));
            case "markRolledBack" ->
                played.engine().markMigrationRolledBack(played.workspace(), (String) step.get("name"));
            case "push" ->
                played.engine()
                        .schemaPush(
                                played.workspace(),
                                new SchemaSource.Known(played.lower((String) step.get("schema"))),
                                false);
            default -> throw new IllegalArgumentException(step.toString());
        }
    }

    /** The answer as a client of the schema engine reads it; errors by their codes. */
    private static Map<String, Object> told(HistoryDiagnosis diagnosis) {
        Map<String, Object> told = report(diagnosis.report());
        diagnosis
                .drift()
                .ifPresent(
                        drift -> told.put("drift", Map.of("diagnostic", "driftDetected", "summary", drift.summary())));
        diagnosis
                .errorInAppliedMigrations()
                .ifPresent(error -> told.put(
                        "drift",
                        Map.of(
                                "diagnostic",
                                "migrationFailedToApply",
                                "error",
                                error.code().id())));
        diagnosis
                .errorInPendingMigrations()
                .ifPresent(error ->
                        told.put("errorInUnappliedMigration", error.code().id()));
        return told;
    }

    private static Map<String, Object> report(HistoryReport report) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("editedMigrationNames", report.edited());
        told.put(
                "failedMigrationNames",
                report.failed().stream().map(AppliedMigration::migrationId).toList());
        told.put("hasMigrationsTable", report.hasHistoryTable());
        told.put("history", history(report).orElse(null));
        return told;
    }

    private static Optional<Map<String, Object>> history(HistoryReport report) {
        Map<String, Object> told = new LinkedHashMap<>();
        if (report.diverges()) {
            told.put("diagnostic", "historiesDiverge");
            told.put("lastCommonMigrationName", report.lastCommon().orElse(null));
            told.put("unpersistedMigrationNames", report.missing());
            told.put("unappliedMigrationNames", report.pending());
        } else if (!report.pending().isEmpty()) {
            told.put("diagnostic", "databaseIsBehind");
            told.put("unappliedMigrationNames", report.pending());
        } else if (!report.missing().isEmpty()) {
            told.put("diagnostic", "migrationsDirectoryIsBehind");
            told.put("unpersistedMigrationNames", report.missing());
        }
        return told.isEmpty() ? Optional.empty() : Optional.of(told);
    }

    private static Map<String, Object> action(DevDiagnosis diagnosis) {
        return Map.of(
                "action",
                switch (diagnosis) {
                    case DevDiagnosis.CreateMigration ignored -> Map.of("tag", "createMigration");
                    case DevDiagnosis.ResetNeeded reset -> Map.of("tag", "reset", "reason", reset.reason());
                });
    }

    private static Object attempt(Supplier<Object> command) {
        try {
            return command.get();
        } catch (GnomonException failure) {
            return failure(failure.code().id(), failure.problem());
        }
    }

    private static Object failure(Map<String, Object> recorded) {
        return failure((String) recorded.get("code"), (String) recorded.get("error"));
    }

    /**
     * Failures are compared by code and text, but for the database's own text, which the recorded engine got through
     * another driver.
     */
    private static Object failure(String code, String error) {
        boolean byDatabase = code == null || code.startsWith("P1") || code.equals("P3018");
        String text = byDatabase ? "" : error.lines().findFirst().orElse("").strip();
        if (!byDatabase && !code.equals("P3006")) {
            text = error.replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d+)? UTC", "<TIME>");
        }
        return "failure " + (byDatabase ? "P3018" : code) + ": " + text;
    }

    @SuppressWarnings("unchecked")
    private static String expected(RecordedCase recorded, String field) {
        Map<String, Object> answer = (Map<String, Object>) recorded.fields().get(field);
        return text(answer.containsKey("error") ? failure(answer) : answer);
    }

    private static String expectedRows(RecordedCase recorded) {
        if (recorded.fields().get("table_after") == null) {
            return "no table";
        }
        return String.join(
                "\n",
                recorded.objects("table_after").stream()
                        .map(row -> "%s|%s|%s|%s|%s|%s"
                                .formatted(
                                        row.get("migration_name"),
                                        row.get("checksum"),
                                        row.get("applied_steps_count"),
                                        number(row.get("finished")),
                                        number(row.get("rolled_back")),
                                        row.get("logs") == null ? 0 : "".equals(row.get("logs")) ? 1 : 2))
                        .sorted()
                        .toList());
    }

    private static int number(Object flag) {
        return Boolean.TRUE.equals(flag) ? 1 : 0;
    }

    private static String rows(EngineCase played) {
        boolean table = played.engine()
                .diagnoseMigrationHistory(played.workspace(), MigrationHistory.EMPTY, false)
                .report()
                .hasHistoryTable();
        if (!table) {
            return "no table";
        }
        return String.join(
                "\n",
                played
                        .database()
                        .query("SELECT migration_name, checksum, applied_steps_count,"
                                + " CASE WHEN finished_at IS NULL THEN 0 ELSE 1 END,"
                                + " CASE WHEN rolled_back_at IS NULL THEN 0 ELSE 1 END,"
                                + " CASE WHEN logs IS NULL THEN 0 WHEN logs = '' THEN 1 ELSE 2 END"
                                + " FROM _prisma_migrations")
                        .stream()
                        .sorted()
                        .toList());
    }

    /** A text that is the same for equal values, whatever the order of their members. */
    private static String text(Object value) {
        if (value instanceof Map<?, ?> map) {
            TreeMap<String, String> members = new TreeMap<>();
            map.forEach((name, member) -> members.put((String) name, text(member)));
            return members.toString();
        }
        if (value instanceof List<?> list) {
            List<String> elements = new ArrayList<>();
            list.forEach(element -> elements.add(text(element)));
            return elements.toString();
        }
        return String.valueOf(value);
    }
}
