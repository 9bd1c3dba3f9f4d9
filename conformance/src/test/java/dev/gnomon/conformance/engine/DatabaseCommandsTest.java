package dev.gnomon.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.PushOutcome;
import dev.gnomon.engine.core.SchemaDiff;
import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.core.workspace.SchemaSource.Scripts.Script;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineEvent.StatementExecuted;
import dev.gnomon.engine.migration.DataLossReport.Finding;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.engine.model.DatabaseSchema;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reset, push, diff, execute and what else needs no history. */
class DatabaseCommandsTest {

    private static final String A = "CREATE TABLE \"A\" (\"id\" INTEGER NOT NULL PRIMARY KEY, \"v\" TEXT)";
    private static final String B = "CREATE TABLE \"B\" (\"id\" INTEGER NOT NULL PRIMARY KEY)";

    private final EventRecorder events = new EventRecorder();
    private final Engine engine = Engine.builder().listeners(List.of(events)).build();

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void a_reset_removes_tables_views_rows_and_history(String provider) {
        try (TestDatabase database = TestDatabase.create(provider)) {
            engine.applyMigrations(database.workspace(), history(Migration.of("1", A + ";\n" + B + ";\n")));
            database.execute("CREATE VIEW \"V\" AS SELECT \"id\" FROM \"A\"", "INSERT INTO \"B\" (\"id\") VALUES (1)");

            engine.reset(database.workspace());

            assertThat(database.schema().tables()).isEmpty();
            assertThat(database.schema().views()).isEmpty();
            assertThat(engine.applyMigrations(database.workspace(), history(Migration.of("1", A))))
                    .containsExactly("1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void a_push_goes_statement_by_statement_and_leaves_no_history(String provider) {
        try (TestDatabase database = TestDatabase.create(provider)) {
            DatabaseSchema desired = TestDatabase.schemaOf(provider, A, B);

            assertThat(engine.schemaPush(database.workspace(), new SchemaSource.Known(desired), false))
                    .satisfies(outcome -> assertThat(outcome.executed()).isTrue())
                    .extracting(PushOutcome::executedSteps)
                    .isEqualTo(2);
            assertThat(events.all(StatementExecuted.class)).hasSize(2);
            assertThat(database.differences(desired)).isEmpty();
            assertThat(engine.schemaPush(database.workspace(), new SchemaSource.Known(desired), false)
                            .executedSteps())
                    .isZero();
            assertThat(engine.diagnoseMigrationHistory(database.workspace(), MigrationHistory.EMPTY, false)
                            .report()
                            .hasHistoryTable())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void a_push_that_loses_rows_waits_for_consent_and_one_that_cannot_run_takes_none(String provider) {
        try (TestDatabase database = TestDatabase.create(provider)) {
            database.execute(A, "INSERT INTO \"A\" (\"id\", \"v\") VALUES (1, 'x')");
            DatabaseSchema without =
                    TestDatabase.schemaOf(provider, "CREATE TABLE \"A\" (\"id\" INTEGER NOT NULL PRIMARY KEY)");

            PushOutcome refused = engine.schemaPush(database.workspace(), new SchemaSource.Known(without), false);
            assertThat(refused.executed()).isFalse();
            assertThat(refused.report().warnings())
                    .extracting(Finding::message)
                    .containsExactly(
                            "You are about to drop the column `v` on the `A` table, which still contains 1 non-null values.");
            assertThat(database.query("SELECT \"v\" FROM \"A\"")).containsExactly("x");
            assertThat(engine.schemaPush(database.workspace(), new SchemaSource.Known(without), true)
                            .executed())
                    .isTrue();
            assertThat(database.differences(without)).isEmpty();

            DatabaseSchema required = TestDatabase.schemaOf(
                    provider, "CREATE TABLE \"A\" (\"id\" INTEGER NOT NULL PRIMARY KEY, \"need\" TEXT NOT NULL)");
            PushOutcome impossible = engine.schemaPush(database.workspace(), new SchemaSource.Known(required), true);
            assertThat(impossible.executed()).isFalse();
            assertThat(impossible.report().unexecutable()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void every_source_of_a_diff_means_the_same_schema(String provider) {
        try (TestDatabase database = TestDatabase.create(provider);
                TestDatabase live = TestDatabase.create(provider).execute(A, B)) {
            List<SchemaSource> sources = List.of(
                    new SchemaSource.Known(live.schema()),
                    new SchemaSource.Live(live.target()),
                    new SchemaSource.Migrations(history(Migration.of("1", A), Migration.of("2", B))),
                    new SchemaSource.Scripts(List.of(new Script("a.sql", A + ";"), new Script("b.sql", B))));
            for (SchemaSource from : sources) {
                for (SchemaSource to : sources) {
                    SchemaDiff diff = engine.diff(database.workspace(), from, to);
                    assertThat(diff.summary()).as("%s to %s", from, to).isEqualTo("No difference detected.\n");
                    assertThat(diff.script()).isEqualTo("-- This is an empty migration.\n");
                }
                SchemaDiff drop = engine.diff(database.workspace(), from, new SchemaSource.Empty());
                assertThat(drop.summary()).isEqualTo("\n[-] Removed tables\n  - A\n  - B\n");
                assertThat(drop.isEmpty()).isFalse();
            }
            assertThat(database.schema().tables()).isEmpty();
        }
    }

    @Test
    void migrations_in_memory_need_no_database_at_all() {
        Workspace workspace;
        try (TestDatabase any = TestDatabase.create("sqlite")) {
            workspace = Workspace.of(any.dialect()).build();
        }
        SchemaDiff diff = engine.diff(
                workspace, new SchemaSource.Empty(), new SchemaSource.Migrations(history(Migration.of("1", B))));
        assertThat(diff.summary()).isEqualTo("\n[+] Added tables\n  - B\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void a_script_is_executed_as_it_is_and_a_failure_names_the_line(String provider) {
        try (TestDatabase database = TestDatabase.create(provider)) {
            engine.dbExecute(database.dialect(), database.target(), A + ";\nINSERT INTO \"A\" VALUES (1, 'x;y');\n");
            assertThat(database.query("SELECT \"v\" FROM \"A\"")).containsExactly("x;y");
            assertThatThrownBy(() -> engine.dbExecute(
                            database.dialect(), database.target(), "SELECT 1;\nINSERT INTO nowhere VALUES (1);"))
                    .isInstanceOfSatisfying(GnomonException.class, failure -> {
                        assertThat(failure.problem()).contains("nowhere");
                        assertThat(failure.remedy()).contains("line 2");
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void a_missing_database_is_created_once(String provider) {
        TestDatabase database = TestDatabase.create(provider);
        database.close();
        assertThatThrownBy(() -> engine.ensureConnection(database.dialect(), database.target()))
                .hasMessageMatching("P1003: Database `.*` does not exist");
        assertThat(engine.ensureDatabase(database.dialect(), database.target())).isTrue();
        assertThat(engine.ensureDatabase(database.dialect(), database.target())).isFalse();
        assertThat(engine.databaseVersion(database.dialect(), database.target()))
                .startsWithIgnoringCase(provider);
        engine.dropDatabase(database.dialect(), database.target());
        assertThatThrownBy(() -> engine.ensureConnection(database.dialect(), database.target()))
                .hasMessageStartingWith("P1003");
    }

    private static MigrationHistory history(Migration... migrations) {
        return new MigrationHistory(Optional.empty(), List.of(migrations));
    }
}
