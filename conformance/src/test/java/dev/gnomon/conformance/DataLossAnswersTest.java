package dev.gnomon.conformance;

import dev.gnomon.engine.core.CreatedMigration;
import dev.gnomon.engine.core.DataLossEvaluation;
import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.migration.DataLossReport.Finding;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.engine.model.DatabaseSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Migrations over rows: what is found before they run, what is written, and whether they run. */
class DataLossAnswersTest {

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "sqlite"})
    void answers_are_those_on_record(String provider) {
        Tally tally = new Tally(provider + " data loss");
        try (EngineCase.Databases databases = EngineCase.Databases.create(provider)) {
            for (RecordedCase recorded : RecordedCases.own(provider, "dataloss")) {
                Attempts.run(tally, recorded, () -> play(tally, recorded, databases));
            }
        }
        KnownDifferences.check(provider + ".dataloss.engine", tally);
    }

    private static void play(Tally tally, RecordedCase recorded, EngineCase.Databases databases) {
        String to = recorded.text("to").orElseThrow();
        try (EngineCase played = new EngineCase(databases, to)) {
            MigrationHistory history = played.history(recorded.objects("migrations"));
            played.engine().applyMigrations(played.workspace(), history);
            played.database().execute(recorded.texts("seed_sql").orElseThrow().toArray(String[]::new));
            DatabaseSchema desired = played.lower(to);

            DataLossEvaluation evaluation =
                    played.engine().evaluateDataLoss(played.workspace(), history, new SchemaSource.Known(desired));
            tally.compare(
                    recorded,
                    "steps",
                    String.valueOf(recorded.fields().get("steps")),
                    String.valueOf(evaluation.steps()));
            tally.compare(
                    recorded,
                    "warnings",
                    recordedFindings(recorded.objects("warnings")),
                    findings(evaluation.report().warnings()));
            tally.compare(
                    recorded,
                    "unexecutable",
                    recordedFindings(recorded.objects("unexecutable")),
                    findings(evaluation.report().unexecutable()));

            CreatedMigration created = played.engine()
                    .createMigration(played.workspace(), history, new SchemaSource.Known(desired), "next", false);
            tally.compare(
                    recorded,
                    "script",
                    recorded.text("migration_script").orElse("(nothing)"),
                    created.script().orElse("(nothing)"));
            created.script()
                    .ifPresent(script -> tally.compare(
                            recorded,
                            "executes",
                            String.valueOf(recorded.isTrue("executes")),
                            String.valueOf(executes(played, history, Migration.of(created.id(), script)))));
        }
    }

    private static boolean executes(EngineCase played, MigrationHistory history, Migration next) {
        List<Migration> migrations = new ArrayList<>(history.migrations());
        migrations.add(next);
        try {
            played.engine().applyMigrations(played.workspace(), new MigrationHistory(history.lockFile(), migrations));
            return true;
        } catch (GnomonException failure) {
            return false;
        }
    }

    private static String recordedFindings(List<Map<String, Object>> findings) {
        return findings.stream()
                .map(finding -> finding.get("stepIndex") + " " + finding.get("message"))
                .collect(Collectors.joining("\n"));
    }

    private static String findings(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.stepIndex() + " " + finding.message())
                .collect(Collectors.joining("\n"));
    }
}
