package dev.gnomon.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.core.DevDiagnosis;
import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.MigrateDevOutcome;
import dev.gnomon.engine.core.MigrateDevOutcome.Created;
import dev.gnomon.engine.core.MigrateDevOutcome.Declined;
import dev.gnomon.engine.core.MigrateDevOutcome.Drafted;
import dev.gnomon.engine.core.MigrateDevOutcome.ResetNeeded;
import dev.gnomon.engine.core.MigrateDevOutcome.Unexecutable;
import dev.gnomon.engine.core.MigrateDevOutcome.UpToDate;
import dev.gnomon.engine.core.MigrateDevRequest;
import dev.gnomon.engine.core.workspace.MigrationsDirectory;
import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineEvent.ApplyProposed;
import dev.gnomon.engine.event.EngineEvent.DatabaseIntrospected;
import dev.gnomon.engine.event.EngineEvent.DiffProposed;
import dev.gnomon.engine.event.EngineEvent.Proposed;
import dev.gnomon.engine.event.EngineEvent.RenderProposed;
import dev.gnomon.engine.event.EngineEvent.ReplayProposed;
import dev.gnomon.engine.event.EngineEvent.ShadowDatabaseCreated;
import dev.gnomon.engine.event.EngineEvent.ShadowDatabaseReleased;
import dev.gnomon.engine.event.EngineEvent.WriteProposed;
import dev.gnomon.engine.migration.DataLossReport;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.model.DatabaseSchema;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code migrate dev} from its first run to drift, on every database that needs no waiting. */
class MigrateDevTest {

    private static final String A = "CREATE TABLE \"A\" (\"id\" INTEGER NOT NULL PRIMARY KEY, \"v\" TEXT)";
    private static final String B = "CREATE TABLE \"B\" (\"id\" INTEGER NOT NULL PRIMARY KEY)";

    @TempDir
    private Path project;

    private final EventRecorder events = new EventRecorder();

    /** Answers as it was told, and remembers what it was asked. */
    private static final class Answers implements MigrateDevRequest.Decisions {
        private final boolean accept;
        private final List<DataLossReport> asked = new ArrayList<>();

        Answers(boolean accept) {
            this.accept = accept;
        }

        @Override
        public boolean acceptDataLoss(DataLossReport report) {
            asked.add(report);
            return accept;
        }

        @Override
        public String migrationName() {
            return "Add Things";
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void the_first_run_writes_and_applies_a_migration_and_the_second_finds_nothing(String provider) {
        try (TestDatabase database = TestDatabase.create(provider)) {
            DatabaseSchema desired = TestDatabase.schemaOf(provider, A);

            MigrateDevOutcome first = run(database, desired, false);
            assertThat(first).isInstanceOfSatisfying(Created.class, created -> {
                assertThat(created.applied()).isEmpty();
                assertThat(created.migration().id()).isEqualTo("20240301020304_add_things");
                assertThat(created.file())
                        .isEqualTo(directory().scriptOf(created.migration().id()))
                        .hasContent(created.migration().script().orElseThrow());
            });
            assertThat(directory().read().lockFile().orElseThrow()).contains("provider = \"" + provider + "\"");
            assertThat(database.differences(desired)).isEmpty();
            assertThat(database.query("SELECT migration_name, applied_steps_count, logs FROM _prisma_migrations"))
                    .containsExactly("20240301020304_add_things|1|null");

            assertThat(run(database, desired, false)).isEqualTo(new UpToDate(List.of()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void one_run_replays_once_and_reads_three_times(String provider) {
        try (TestDatabase database = TestDatabase.create(provider)) {
            run(database, TestDatabase.schemaOf(provider, A), false);
            directory().write(Migration.of("20990101000000_b", B + ";\n"), provider);
            events.clear();

            MigrateDevOutcome outcome = run(database, TestDatabase.schemaOf(provider, A, B), false);

            assertThat(outcome).isEqualTo(new UpToDate(List.of("20990101000000_b")));
            assertThat(events.all(ShadowDatabaseCreated.class)).hasSize(1);
            assertThat(events.all(ShadowDatabaseReleased.class)).hasSize(1);
            assertThat(events.all(DatabaseIntrospected.class)).hasSize(1);
            assertThat(events.all(ReplayProposed.class)).singleElement().satisfies(replay -> {
                assertThat(replay.applied()).extracting(Migration::id).containsExactly("20240301020304_add_things");
                assertThat(replay.pending()).extracting(Migration::id).containsExactly("20990101000000_b");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void a_change_by_hand_is_drift_and_nothing_is_done(String provider) {
        try (TestDatabase database = TestDatabase.create(provider)) {
            DatabaseSchema desired = TestDatabase.schemaOf(provider, A);
            run(database, desired, false);
            database.execute("ALTER TABLE \"A\" ADD COLUMN \"extra\" TEXT");

            MigrateDevOutcome outcome = run(database, desired, false);

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            ResetNeeded.class,
                            needed -> assertThat(needed.diagnosis().reason())
                                    .startsWith(
                                            "Drift detected: Your database schema is not in sync with your migration history.")
                                    .endsWith("""

                                    [*] Changed the `A` table
                                      [+] Added column `extra`
                                    """));
            assertThat(directory().read().migrations()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void the_loss_of_rows_is_for_the_user_to_accept(String provider) {
        try (TestDatabase database = TestDatabase.create(provider)) {
            run(database, TestDatabase.schemaOf(provider, A, B), false);
            database.execute("INSERT INTO \"B\" (\"id\") VALUES (1)", "INSERT INTO \"B\" (\"id\") VALUES (2)");
            Answers no = new Answers(false);

            MigrateDevOutcome outcome = run(database, TestDatabase.schemaOf(provider, A), false, no);

            assertThat(outcome).isInstanceOf(Declined.class);
            assertThat(no.asked)
                    .singleElement()
                    .satisfies(report -> assertThat(report.warnings())
                            .extracting(DataLossReport.Finding::message)
                            .containsExactly("You are about to drop the `B` table, which is not empty (2 rows)."));
            assertThat(directory().read().migrations()).hasSize(1);
            assertThat(database.query("SELECT count(*) FROM \"B\"")).containsExactly("2");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void a_step_that_cannot_run_stops_all_but_a_draft(String provider) {
        try (TestDatabase database = TestDatabase.create(provider)) {
            run(database, TestDatabase.schemaOf(provider, B), false);
            database.execute("INSERT INTO \"B\" (\"id\") VALUES (1)");
            DatabaseSchema desired = TestDatabase.schemaOf(
                    provider, "CREATE TABLE \"B\" (\"id\" INTEGER NOT NULL PRIMARY KEY, \"need\" TEXT NOT NULL)");

            assertThat(run(database, desired, false)).isInstanceOf(Unexecutable.class);
            assertThat(directory().read().migrations()).hasSize(1);
            assertThat(run(database, desired, true)).isInstanceOf(Drafted.class);
            assertThat(directory().read().migrations()).hasSize(2);
            assertThat(database.query("SELECT count(*) FROM _prisma_migrations"))
                    .containsExactly("1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void a_draft_is_written_even_if_there_is_nothing_to_do(String provider) {
        try (TestDatabase database = TestDatabase.create(provider)) {
            MigrateDevOutcome outcome = run(database, TestDatabase.schemaOf(provider), true);

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Drafted.class,
                            drafted -> assertThat(drafted.file()).hasContent("-- This is an empty migration."));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void a_veto_at_any_stage_leaves_no_file_and_no_shadow_database(String provider) {
        List<Class<? extends Proposed>> stages = List.of(
                ReplayProposed.class,
                DiffProposed.class,
                RenderProposed.class,
                ApplyProposed.class,
                WriteProposed.class);
        for (Class<? extends Proposed> stage : stages) {
            try (TestDatabase database = TestDatabase.create(provider)) {
                EventRecorder gate = new EventRecorder(stage);
                assertThatThrownBy(() -> run(
                                engine(gate), database, TestDatabase.schemaOf(provider, A), false, new Answers(true)))
                        .as(stage.getSimpleName())
                        .isInstanceOf(GnomonException.class)
                        .hasMessageStartingWith("GN-4001")
                        .hasMessageContaining("not today");
                assertThat(directory().read().migrations())
                        .as(stage.getSimpleName())
                        .isEmpty();
                assertThat(database.schema().tables()).as(stage.getSimpleName()).isEmpty();
                assertThat(gate.all(ShadowDatabaseReleased.class)).hasSameSizeAs(gate.all(ShadowDatabaseCreated.class));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void a_migration_that_does_not_replay_names_itself_the_message_and_the_line(String provider) {
        try (TestDatabase database = TestDatabase.create(provider)) {
            directory()
                    .write(
                            Migration.of("20240101000000_bad", A + ";\n\nINSERT INTO \"nowhere\" VALUES (1);\n"),
                            provider);

            assertThatThrownBy(() -> run(database, TestDatabase.schemaOf(provider, A), false))
                    .isInstanceOfSatisfying(GnomonException.class, failure -> {
                        assertThat(failure.code().id()).isEqualTo("P3006");
                        assertThat(failure.problem())
                                .startsWith(
                                        "Migration `20240101000000_bad` failed to apply cleanly to the shadow database. \n")
                                .contains("nowhere");
                        assertThat(failure.remedy()).contains("line 3").contains("INSERT INTO \"nowhere\"");
                    });
            assertThat(events.all(ShadowDatabaseReleased.class)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void commands_that_follow_one_another_replay_a_history_once(String provider) {
        try (TestDatabase database = TestDatabase.create(provider);
                Engine engine = engine(events)) {
            directory().write(Migration.of("20240101000000_a", A + ";\n"), provider);
            DatabaseSchema desired = TestDatabase.schemaOf(provider, A, B);

            DevDiagnosis diagnosis =
                    engine.devDiagnostic(database.workspace(), directory().read());
            engine.applyMigrations(database.workspace(), directory().read());
            int steps = engine.evaluateDataLoss(
                            database.workspace(), directory().read(), new SchemaSource.Known(desired))
                    .steps();
            String script = engine.createMigration(
                            database.workspace(), directory().read(), new SchemaSource.Known(desired), "b", false)
                    .script()
                    .orElseThrow();

            assertThat(diagnosis).isInstanceOf(DevDiagnosis.CreateMigration.class);
            assertThat(steps).isEqualTo(1);
            assertThat(script).startsWith("-- CreateTable\nCREATE TABLE ").contains("\"B\" (");
            assertThat(events.all(ShadowDatabaseCreated.class)).hasSize(1);
        }
    }

    private MigrateDevOutcome run(TestDatabase database, DatabaseSchema desired, boolean createOnly) {
        return run(database, desired, createOnly, new Answers(true));
    }

    private MigrateDevOutcome run(TestDatabase database, DatabaseSchema desired, boolean createOnly, Answers answers) {
        return run(engine(events), database, desired, createOnly, answers);
    }

    private MigrateDevOutcome run(
            Engine engine, TestDatabase database, DatabaseSchema desired, boolean createOnly, Answers answers) {
        try (engine) {
            return engine.migrateDev(new MigrateDevRequest(
                    database.workspace(), directory(), new SchemaSource.Known(desired), createOnly, answers));
        }
    }

    private Engine engine(EventRecorder recorder) {
        // A second migration of the same second would get the same name.
        Instant now = Instant.parse("2024-03-01T02:03:04Z")
                .plusSeconds(directory().read().migrations().size());
        return Engine.builder()
                .listeners(List.of(recorder))
                .clock(Clock.fixed(now, ZoneOffset.UTC))
                .build();
    }

    private MigrationsDirectory directory() {
        return new MigrationsDirectory(project.resolve("migrations"));
    }
}
