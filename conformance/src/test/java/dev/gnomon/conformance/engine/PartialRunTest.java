package dev.gnomon.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.PartialRunAdvice;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.migration.AppliedMigration;
import dev.gnomon.engine.migration.HistoryReport;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.engine.migration.PartialRun;
import dev.gnomon.engine.migration.PartialRun.State;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the history row knows of a migration that stopped half-way, where the database keeps what ran before. */
class PartialRunTest {

    private static final Migration STOPS = Migration.of("1_stops", """
            -- the first
            CREATE TABLE a (id INTEGER NOT NULL PRIMARY KEY);
            INSERT INTO a VALUES (1);

            ALTER TABLE nowhere ADD COLUMN x INTEGER;
            CREATE TABLE b (id INTEGER NOT NULL PRIMARY KEY);
            """);

    private final Engine engine = Engine.builder().build();

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void a_failed_migration_tells_which_statements_ran(String server) {
        try (TestDatabase database = TestDatabase.create(server)) {
            assertThatThrownBy(() -> engine.applyMigrations(database.workspace(), history(STOPS)))
                    .isInstanceOfSatisfying(GnomonException.class, failure -> {
                        assertThat(failure.code()).isEqualTo(EngineErrorCode.MIGRATION_FAILED);
                        assertThat(failure.problem())
                                .contains("Please check the query number 3 from the migration file.");
                        assertThat(failure.remedy())
                                .startsWith("The database keeps what the first 2 of its 4 statements did. Undo that by"
                                        + " hand. Correct the migration, then mark it with `migrate resolve"
                                        + " --rolled-back 1_stops` and apply again. Or do the rest of it by hand");
                    });
            AppliedMigration row = failedRow(database, STOPS);
            assertThat(row.logs().orElseThrow())
                    .startsWith("A migration failed to apply. New migrations cannot be applied before")
                    .contains("""

                            Failing statement (line 5):
                            ALTER TABLE nowhere ADD COLUMN x INTEGER

                            What became of the statements of the file:
                              1 (line 2) ran: CREATE TABLE a (id INTEGER NOT NULL PRIMARY KEY)
                              2 (line 3) ran: INSERT INTO a VALUES (1)
                              3 (line 5) failed: ALTER TABLE nowhere ADD COLUMN x INTEGER
                              4 (line 6) did not run: CREATE TABLE b (id INTEGER NOT NULL PRIMARY KEY)
                            gnomon-progress: statements=4 kept=2 state=failed line=5 checksum=""");
            PartialRun run = row.partialRun().orElseThrow();
            assertThat(run.keptChecksum())
                    .isEqualTo(PartialRun.checksumOf(List.of(
                            "-- the first\nCREATE TABLE a (id INTEGER NOT NULL PRIMARY KEY)",
                            "INSERT INTO a VALUES (1)")));
            assertThat(advice(database, STOPS)).contains("""
                            The migration 1_stops stopped half-way: 2 of its file's 4 statements ran and stay in the database.

                            What became of the statements of the file:
                              1 (line 2) ran: CREATE TABLE a (id INTEGER NOT NULL PRIMARY KEY)
                              2 (line 3) ran: INSERT INTO a VALUES (1)
                              3 (line 5) failed: ALTER TABLE nowhere ADD COLUMN x INTEGER
                              4 (line 6) did not run: CREATE TABLE b (id INTEGER NOT NULL PRIMARY KEY)

                            Go on in one of these ways:
                            - `migrate deploy --resume`, which goes on after the last statement that took effect if the database \
                            proves which one that was, and changes nothing if not.
                            - Undo by hand what statements 1 to 2 did, correct the file if it has to be, then \
                            `migrate resolve --rolled-back 1_stops` and `migrate deploy`.
                            - Do by hand what statements 3 to 4 were to do, then `migrate resolve --applied 1_stops`.""");
            List<AppliedMigration> settled = engine.markMigrationRolledBack(database.workspace(), "1_stops");
            assertThat(settled)
                    .singleElement()
                    .satisfies(failed -> assertThat(PartialRunAdvice.onRolledBack(failed))
                            .contains(
                                    "The next run starts at the beginning of the file again, so that what statements 1 to 2"
                                            + " did has to be undone in the database before."));
            database.execute("DROP TABLE a");
            Migration corrected = Migration.of("1_stops", "CREATE TABLE a (id INTEGER NOT NULL PRIMARY KEY);");
            assertThat(engine.applyMigrations(database.workspace(), history(corrected)))
                    .containsExactly("1_stops");
            assertThat(database.query("SELECT COUNT(*) FROM _prisma_migrations WHERE logs IS NULL AND"
                            + " applied_steps_count = 1 AND finished_at IS NOT NULL"))
                    .containsExactly("1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void what_a_transaction_took_back_does_not_count_as_kept(String server) {
        Migration stops = Migration.of("1_stops", """
                CREATE TABLE a (id INTEGER NOT NULL PRIMARY KEY);
                START TRANSACTION;
                INSERT INTO a VALUES (1);
                INSERT INTO a VALUES (1);
                COMMIT;
                """);
        try (TestDatabase database = TestDatabase.create(server)) {
            assertThatThrownBy(() -> engine.applyMigrations(database.workspace(), history(stops)))
                    .hasMessageStartingWith("P3018");
            AppliedMigration row = failedRow(database, stops);
            assertThat(row.partialRun().orElseThrow().kept()).isEqualTo(1);
            assertThat(row.logs().orElseThrow())
                    .contains("  3 (line 3) taken back: INSERT INTO a VALUES (1)\n  4 (line 4) failed:");
            assertThat(database.query("SELECT COUNT(*) FROM a")).containsExactly("0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void a_change_of_the_structure_ends_the_transaction_even_if_it_fails(String server) {
        Migration stops = Migration.of("1_stops", """
                CREATE TABLE a (id INTEGER NOT NULL PRIMARY KEY);
                SET autocommit = 0;
                INSERT INTO a VALUES (1);
                CREATE TABLE a (id INTEGER NOT NULL PRIMARY KEY);
                """);
        try (TestDatabase database = TestDatabase.create(server)) {
            assertThatThrownBy(() -> engine.applyMigrations(database.workspace(), history(stops)))
                    .hasMessageStartingWith("P3018");
            PartialRun run = failedRow(database, stops).partialRun().orElseThrow();
            assertThat(database.query("SELECT COUNT(*) FROM a")).containsExactly(run.kept() == 3 ? "1" : "0");
            assertThat(run.kept()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mysql", "mariadb"})
    void while_a_statement_runs_the_row_tells_what_ran_before(String server) throws Exception {
        Migration slow = Migration.of("1_slow", """
                CREATE TABLE a (id INTEGER NOT NULL PRIMARY KEY);
                LOCK TABLES a WRITE;
                DO SLEEP(600);
                UNLOCK TABLES;
                """);
        try (TestDatabase database = TestDatabase.create(server)) {
            CompletableFuture<List<String>> applying =
                    CompletableFuture.supplyAsync(() -> engine.applyMigrations(database.workspace(), history(slow)));
            String sleeping = "SELECT id FROM information_schema.processlist WHERE info LIKE 'DO SLEEP(600)%'";
            while (database.query(sleeping).isEmpty()) {
                assertThat(applying).isNotDone();
                Thread.sleep(20);
            }
            AppliedMigration row = failedRow(database, slow);
            PartialRun run = row.partialRun().orElseThrow();
            assertThat(run.state()).isEqualTo(State.RUNNING);
            assertThat(run.kept()).isEqualTo(2);
            assertThat(run.line()).contains(3);
            assertThat(advice(database, slow).orElseThrow())
                    .startsWith(
                            "The run of the migration 1_slow was cut off: 2 of its file's 4 statements ran, and number"
                                    + " 3 (line 3) had been started. Only a look at the database tells whether that one took"
                                    + " effect.\n")
                    .contains("\n  3 (line 3) unknown whether it ran: DO SLEEP(600)\n");

            database.execute("KILL " + database.query(sleeping).get(0));
            assertThat(applying)
                    .failsWithin(30, TimeUnit.SECONDS)
                    .withThrowableThat()
                    .withMessageContaining("P3018");
            PartialRun left = failedRow(database, slow).partialRun().orElseThrow();
            assertThat(left.state())
                    .as("the session was gone, and nobody knows what became of its statement")
                    .isEqualTo(State.RUNNING);
            assertThat(left.kept()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "sqlite"})
    void where_changes_of_the_structure_are_transactional_only_what_was_committed_counts(String server) {
        Migration stops = Migration.of("1_stops", """
                CREATE TABLE a (id INTEGER NOT NULL PRIMARY KEY);
                VACUUM;
                CREATE TABLE b (id INTEGER NOT NULL PRIMARY KEY);
                INSERT INTO nowhere VALUES (1);
                """);
        try (TestDatabase database = TestDatabase.create(server)) {
            assertThatThrownBy(() -> engine.applyMigrations(database.workspace(), history(stops)))
                    .hasMessageStartingWith("P3018");
            AppliedMigration row = failedRow(database, stops);
            assertThat(row.partialRun().orElseThrow().kept()).isEqualTo(2);
            assertThat(row.logs().orElseThrow())
                    .contains("  2 (line 2) ran: VACUUM\n  3 (line 3) taken back: CREATE TABLE b");
            assertThat(database.schema().tables())
                    .extracting(table -> table.name().name())
                    .containsExactly("a");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "sqlite"})
    void a_failure_that_leaves_nothing_adds_nothing_to_the_logs(String server) {
        try (TestDatabase database = TestDatabase.create(server)) {
            assertThatThrownBy(() -> engine.applyMigrations(database.workspace(), history(STOPS)))
                    .hasMessageStartingWith("P3018");
            AppliedMigration row = failedRow(database, STOPS);
            assertThat(row.partialRun()).isEmpty();
            assertThat(row.logs().orElseThrow()).doesNotContain("What became of");
        }
    }

    private Optional<String> advice(TestDatabase database, Migration migration) {
        HistoryReport report = engine.diagnoseMigrationHistory(database.workspace(), history(migration), false)
                .report();
        return PartialRunAdvice.ofFailed(report.failed().get(0), report, List.of(migration), database.dialect());
    }

    private AppliedMigration failedRow(TestDatabase database, Migration migration) {
        return engine.diagnoseMigrationHistory(database.workspace(), history(migration), false)
                .report()
                .failed()
                .get(0);
    }

    private static MigrationHistory history(Migration... migrations) {
        return new MigrationHistory(Optional.empty(), List.of(migrations));
    }
}
