package dev.gnomon.conformance;

import dev.gnomon.engine.core.DevDiagnosis;
import dev.gnomon.engine.core.SchemaDiff;
import dev.gnomon.engine.core.SchemaSource;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.migration.MigrationHistory;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that were changed by hand: what {@code migrate dev} says, and the way there and back. */
class DriftAnswersTest {

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "sqlite"})
    void answers_are_those_on_record(String provider) {
        Tally tally = new Tally(provider + ".drift.engine");
        for (RecordedCase recorded : RecordedCases.own(provider, "drift")) {
            Attempts.run(tally, recorded, () -> play(tally, recorded));
        }
        KnownDifferences.check(provider + ".drift.engine", tally);
    }

    private static void play(Tally tally, RecordedCase recorded) {
        try (EngineCase played = new EngineCase(recorded, recorded.text("schema").orElseThrow())) {
            MigrationHistory history = played.history(recorded.objects("migrations"));
            played.engine().applyMigrations(played.workspace(), history);
            played.database().execute(recorded.texts("manual_sql").orElseThrow().toArray(String[]::new));

            tally.compare(recorded, "action", expectedAction(recorded), action(played, history));

            SchemaSource migrations = new SchemaSource.Migrations(history);
            SchemaSource live = new SchemaSource.Live(played.database().target());
            SchemaDiff there = played.engine().diff(played.workspace(), migrations, live);
            SchemaDiff back = played.engine().diff(played.workspace(), live, migrations);
            recorded.text("diff_summary")
                    .ifPresent(summary -> tally.compare(
                            recorded, "summary", Summaries.comparable(summary), Summaries.comparable(there.summary())));
            recorded.text("diff_script")
                    .ifPresent(script -> tally.compare(recorded, "script", script, there.script()));
            recorded.text("repair_script")
                    .ifPresent(script -> tally.compare(recorded, "repair", script, back.script()));
        }
    }

    @SuppressWarnings("unchecked")
    private static String expectedAction(RecordedCase recorded) {
        Optional<String> error = recorded.text("error");
        if (error.isPresent()) {
            return error.get();
        }
        Map<String, Object> action = (Map<String, Object>) recorded.fields().get("action");
        return Summaries.comparable(action.get("tag") + "\n" + action.getOrDefault("reason", ""));
    }

    private static String action(EngineCase played, MigrationHistory history) {
        try {
            return Summaries.comparable(
                    switch (played.engine().devDiagnostic(played.workspace(), history)) {
                        case DevDiagnosis.CreateMigration ignored -> "createMigration\n";
                        case DevDiagnosis.ResetNeeded reset -> "reset\n" + reset.reason();
                    });
        } catch (GnomonException failure) {
            return failure.problem();
        }
    }
}
