package dev.gnomon.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.core.DevDiagnosis;
import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.workspace.ShadowSettings;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.event.EngineEvent.MigrationReplayProposed;
import dev.gnomon.engine.event.EngineEvent.Proposed;
import dev.gnomon.engine.event.Gate;
import dev.gnomon.engine.event.Occurrence;
import dev.gnomon.engine.event.Verdict;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.MigrationHistory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two projects, or two branches of one, that were given the same shadow database. */
class SharedShadowTest {

    private static final long PLENTY = 1 << 20;

    @TempDir
    Path cache;

    private final CountDownLatch inTheMiddle = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    /** Stops before the second migration of a replay until it is told to go on. */
    private final Gate pausing = new Gate() {
        @Override
        public Verdict before(Occurrence occurrence, Proposed event) {
            if (event instanceof MigrationReplayProposed(Migration migration)
                    && migration.id().equals("2")) {
                inTheMiddle.countDown();
                try {
                    assertThat(goOn.await(2, TimeUnit.MINUTES)).isTrue();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
            return Verdict.proceed();
        }
    };

    private static MigrationHistory history(String first, String second) {
        return new MigrationHistory(
                Optional.empty(),
                List.of(
                        Migration.of("1", "CREATE TABLE " + first + " (id INTEGER NOT NULL PRIMARY KEY);\n"),
                        Migration.of("2", "CREATE TABLE " + second + " (id INTEGER NOT NULL PRIMARY KEY);\n")));
    }

    private static Workspace workspace(TestDatabase main, TestDatabase shadow) {
        return Workspace.of(main.dialect(), main.target())
                .shadow(ShadowSettings.configured(shadow.target()))
                .build();
    }

    private Engine engine(Duration patience, Gate... listeners) {
        return Engine.builder()
                .listeners(List.of(listeners))
                .lockPatience(patience)
                .replayCache(cache, PLENTY)
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql", "mysql", "mariadb"})
    void wait_for_each_other_and_each_sees_its_own_history(String provider) throws Exception {
        MigrationHistory ours = history("a", "b");
        MigrationHistory theirs = history("c", "d");
        try (TestDatabase main = TestDatabase.create(provider);
                TestDatabase other = TestDatabase.create(provider);
                TestDatabase shadow = TestDatabase.create(provider);
                Engine first = engine(Duration.ofMinutes(1), pausing);
                Engine second = engine(Duration.ofMinutes(1))) {
            first.applyMigrations(main.workspace(), ours);
            second.applyMigrations(other.workspace(), theirs);
            CompletableFuture<DevDiagnosis> early =
                    CompletableFuture.supplyAsync(() -> first.devDiagnostic(workspace(main, shadow), ours));
            assertThat(inTheMiddle.await(1, TimeUnit.MINUTES)).isTrue();
            CompletableFuture<DevDiagnosis> late =
                    CompletableFuture.supplyAsync(() -> second.devDiagnostic(workspace(other, shadow), theirs));
            try (Engine impatient = engine(Duration.ofMillis(300))) {
                assertThatThrownBy(() -> impatient.devDiagnostic(workspace(other, shadow), theirs))
                        .hasMessageStartingWith("P1002");
            }
            assertThat(late).isNotDone();
            goOn.countDown();

            assertThat(early.get(1, TimeUnit.MINUTES)).isInstanceOf(DevDiagnosis.CreateMigration.class);
            assertThat(late.get(1, TimeUnit.MINUTES)).isInstanceOf(DevDiagnosis.CreateMigration.class);
            assertThat(shadow.schema().tables()).isEmpty();
            // What was kept is each one's own.
            try (Engine again = engine(Duration.ofMinutes(1))) {
                assertThat(again.devDiagnostic(workspace(main, shadow), ours))
                        .isInstanceOf(DevDiagnosis.CreateMigration.class);
                assertThat(again.devDiagnostic(workspace(other, shadow), theirs))
                        .isInstanceOf(DevDiagnosis.CreateMigration.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql", "mysql", "mariadb"})
    void believe_and_keep_nothing_if_somebody_took_the_database_away_meanwhile(String provider) throws Exception {
        MigrationHistory ours = history("a", "b");
        try (TestDatabase main = TestDatabase.create(provider);
                TestDatabase shadow = TestDatabase.create(provider);
                Engine first = engine(Duration.ofMinutes(1), pausing)) {
            first.applyMigrations(main.workspace(), ours);
            CompletableFuture<DevDiagnosis> disturbed =
                    CompletableFuture.supplyAsync(() -> first.devDiagnostic(workspace(main, shadow), ours));
            assertThat(inTheMiddle.await(1, TimeUnit.MINUTES)).isTrue();
            // As another tool would, which knows no lock of ours.
            shadow.unmark();
            shadow.execute("DROP TABLE a", "CREATE TABLE somebodys (id INTEGER)", "INSERT INTO somebodys VALUES (1)");
            goOn.countDown();

            assertThatThrownBy(() -> disturbed.get(1, TimeUnit.MINUTES)).hasMessageContaining("GN-6010");
            assertThat(shadow.query("SELECT id FROM somebodys")).containsExactly("1");
            shadow.execute("DROP TABLE somebodys");
            try (Engine again = engine(Duration.ofMinutes(1))) {
                assertThat(again.devDiagnostic(workspace(main, shadow), ours))
                        .isInstanceOf(DevDiagnosis.CreateMigration.class);
            }
        }
    }
}
