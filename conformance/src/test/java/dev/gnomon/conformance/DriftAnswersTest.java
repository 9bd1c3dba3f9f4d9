package dev.gnomon.conformance;

import dev.gnomon.engine.core.DevDiagnosis;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.migration.MigrationHistory;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases that were changed by hand: what {@code migrate dev} says of them. */
class DriftAnswersTest {

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "sqlite"})
    void answers_are_those_on_record(String provider) {
        Tally tally = new Tally(provider + " drift, whole engine");
        try (EngineCase.Databases databases = EngineCase.Databases.create(provider)) {
            for (RecordedCase recorded : RecordedCases.own(provider, "drift")) {
                Attempts.run(tally, recorded, () -> play(tally, recorded, databases));
            }
        }
        KnownDifferences.check(provider + ".drift.engine", tally);
    }

    private static void play(Tally tally, RecordedCase recorded, EngineCase.Databases databases) {
        try (EngineCase played =
                new EngineCase(databases, recorded.text("schema").orElseThrow())) {
            MigrationHistory history = played.history(recorded.objects("migrations"));
            played.engine().applyMigrations(played.workspace(), history);
            played.database().execute(recorded.texts("manual_sql").orElseThrow().toArray(String[]::new));

            tally.compare(recorded, "action", expectedAction(recorded), action(played, history));
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
