package dev.gnomon.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.MigrateDevOutcome;
import dev.gnomon.engine.core.MigrateDevOutcome.Created;
import dev.gnomon.engine.core.MigrateDevOutcome.UpToDate;
import dev.gnomon.engine.core.MigrateDevRequest;
import dev.gnomon.engine.core.workspace.MigrationsDirectory;
import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.core.workspace.SchemaSource.Scripts.Script;
import dev.gnomon.engine.core.workspace.ShadowSettings;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineEvent.ScriptReplayProposed;
import dev.gnomon.engine.event.EngineEvent.ShadowDatabaseCreated;
import dev.gnomon.engine.event.EngineEvent.ShadowDatabaseReleased;
import dev.gnomon.engine.migration.DataLossReport;
import dev.gnomon.engine.migration.MigrationHistory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema that a command leads to, where it is no schema file: SQL files, another database, another history. */
class DesiredSchemaTest {

    private static final String TABLE =
            "CREATE TABLE \"A\" (\"id\" INTEGER NOT NULL PRIMARY KEY, \"v\" TEXT NOT NULL DEFAULT 'none')";
    private static final String PARTIAL = "CREATE UNIQUE INDEX \"A_v_key\" ON \"A\" (\"v\") WHERE (\"id\" > 10)";
    private static final String COLUMN = "ALTER TABLE \"A\" ADD COLUMN \"at\" TIMESTAMP DEFAULT CURRENT_TIMESTAMP";

    @TempDir
    private Path project;

    private final EventRecorder events = new EventRecorder();

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void sql_files_become_a_migration_and_the_second_run_finds_nothing(String provider) {
        try (TestDatabase database = TestDatabase.create(provider)) {
            SchemaSource desired = files(TABLE, PARTIAL, COLUMN);

            assertThat(migrateDev(database.workspace(), desired)).isInstanceOfSatisfying(Created.class, created -> {
                assertThat(created.migration().script().orElseThrow()).contains("WHERE");
                assertThat(created.remainder()).isEmpty();
            });
            assertThat(database.differences(TestDatabase.schemaOf(provider, TABLE, PARTIAL, COLUMN)))
                    .isEmpty();

            assertThat(migrateDev(database.workspace(), desired)).isEqualTo(new UpToDate(List.of()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void what_the_files_say_anew_is_the_next_migration(String provider) {
        try (TestDatabase database = TestDatabase.create(provider)) {
            migrateDev(database.workspace(), files(TABLE));

            MigrateDevOutcome outcome =
                    migrateDev(database.workspace(), files(TABLE, "CREATE TABLE \"B\" (\"id\" INTEGER PRIMARY KEY)"));

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Created.class,
                            created -> assertThat(created.migration().script().orElseThrow())
                                    .contains("CREATE TABLE ", "\"B\" (")
                                    .doesNotContain("\"A\""));
            assertThat(directory().read().migrations()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void the_files_run_in_the_shadow_database_and_nowhere_else(String provider) {
        try (TestDatabase database = TestDatabase.create(provider)) {
            migrateDev(database.workspace(), files(TABLE, "INSERT INTO \"A\" (\"id\") VALUES (1)"));

            assertThat(database.query("SELECT count(*) FROM \"A\"")).containsExactly("0");
            assertThat(events.all(ScriptReplayProposed.class))
                    .extracting(ScriptReplayProposed::name)
                    .containsExactly("1.sql", "2.sql");
            assertThat(events.all(ShadowDatabaseReleased.class)).hasSameSizeAs(events.all(ShadowDatabaseCreated.class));
        }
    }

    @Test
    void a_shadow_database_of_ones_own_serves_for_the_files_and_is_left_empty() {
        try (TestDatabase database = TestDatabase.create("postgresql");
                TestDatabase shadow = TestDatabase.create("postgresql")) {
            Workspace workspace = database.workspace().toBuilder()
                    .shadow(ShadowSettings.configured(shadow.target()))
                    .build();
            SchemaSource desired = files(TABLE, "CREATE TYPE mood AS ENUM ('glad', 'sad')");

            assertThat(migrateDev(workspace, desired)).isInstanceOf(Created.class);

            assertThat(migrateDev(workspace, desired)).isEqualTo(new UpToDate(List.of()));
            assertThat(shadow.schema().tables()).isEmpty();
            assertThat(shadow.schema().enums()).isEmpty();
        }
    }

    @Test
    void extensions_of_the_files_are_part_of_the_migration() {
        try (TestDatabase database = TestDatabase.create("postgresql")) {
            SchemaSource desired =
                    files("CREATE EXTENSION citext", "CREATE TABLE t (id INTEGER PRIMARY KEY, mail CITEXT)");

            assertThat(migrateDev(database.workspace(), desired))
                    .isInstanceOfSatisfying(
                            Created.class,
                            created -> assertThat(created.migration().script().orElseThrow())
                                    .contains("CREATE EXTENSION"));

            assertThat(migrateDev(database.workspace(), desired)).isEqualTo(new UpToDate(List.of()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void files_that_reach_out_of_the_shadow_database_are_refused_before_there_is_one(String provider) {
        String reach = provider.equals("sqlite") ? "ATTACH DATABASE 'other.db' AS other" : "CREATE ROLE somebody";
        try (TestDatabase database = TestDatabase.create(provider)) {
            assertThatThrownBy(() -> migrateDev(database.workspace(), files(TABLE, reach)))
                    .isInstanceOfSatisfying(GnomonException.class, failure -> {
                        assertThat(failure.code().id()).isEqualTo("GN-2005");
                        assertThat(failure.problem()).contains("2.sql, line 1");
                    });

            assertThat(events.all(ShadowDatabaseCreated.class)).isEmpty();
            assertThat(database.schema().tables()).isEmpty();
            assertThat(directory().read().migrations()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void a_file_that_fails_is_named_and_nothing_is_written(String provider) {
        try (TestDatabase database = TestDatabase.create(provider)) {
            assertThatThrownBy(() ->
                            migrateDev(database.workspace(), files(TABLE, "\n\nINSERT INTO \"nowhere\" VALUES (1)")))
                    .isInstanceOfSatisfying(GnomonException.class, failure -> {
                        assertThat(failure.problem())
                                .startsWith("2.sql fails on an empty database")
                                .contains("nowhere");
                        assertThat(failure.remedy()).contains("line 3");
                    });

            assertThat(database.schema().tables()).isEmpty();
            assertThat(directory().read().migrations()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void another_database_and_another_history_can_be_where_a_command_leads(String provider) {
        try (TestDatabase database = TestDatabase.create(provider);
                TestDatabase other = TestDatabase.create(provider).execute(TABLE, PARTIAL, COLUMN)) {
            assertThat(migrateDev(database.workspace(), new SchemaSource.Live(other.target())))
                    .isInstanceOf(Created.class);
            assertThat(database.differences(other.schema())).isEmpty();

            MigrationHistory history = directory().read();
            assertThat(migrateDev(database.workspace(), new SchemaSource.Migrations(history)))
                    .isEqualTo(new UpToDate(List.of()));

            assertThat(migrateDev(database.workspace(), new SchemaSource.Empty()))
                    .isInstanceOf(Created.class);
            assertThat(database.schema().tables()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void sql_files_can_be_pushed(String provider) {
        try (TestDatabase database = TestDatabase.create(provider);
                Engine engine = engine()) {
            SchemaSource desired = files(TABLE, PARTIAL, COLUMN);

            assertThat(engine.schemaPush(database.workspace(), desired, false).executed())
                    .isTrue();

            assertThat(database.differences(TestDatabase.schemaOf(provider, TABLE, PARTIAL, COLUMN)))
                    .isEmpty();
            assertThat(engine.schemaPush(database.workspace(), desired, false).executedSteps())
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void a_migration_can_be_made_from_sql_files_and_its_loss_foreseen(String provider) {
        try (TestDatabase database = TestDatabase.create(provider);
                Engine engine = engine()) {
            migrateDev(database.workspace(), files(TABLE));
            database.execute("INSERT INTO \"A\" (\"id\") VALUES (1)");
            MigrationHistory history = directory().read();
            SchemaSource without = files("CREATE TABLE \"A\" (\"id\" INTEGER NOT NULL PRIMARY KEY)");

            assertThat(engine.createMigration(database.workspace(), history, without, "less", false)
                            .script()
                            .orElseThrow())
                    .contains("You are about to drop the column `v`");
            assertThat(engine.evaluateDataLoss(database.workspace(), history, without)
                            .report()
                            .warnings())
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.message()).contains("`v`"));
        }
    }

    /** SQL files, each with one statement. */
    private static SchemaSource files(String... statements) {
        return new SchemaSource.Scripts(IntStream.range(0, statements.length)
                .mapToObj(index -> new Script(index + 1 + ".sql", statements[index] + ";\n"))
                .toList());
    }

    private MigrateDevOutcome migrateDev(Workspace workspace, SchemaSource desired) {
        try (Engine engine = engine()) {
            return engine.migrateDev(
                    new MigrateDevRequest(workspace, directory(), desired, false, new MigrateDevRequest.Decisions() {
                        @Override
                        public boolean acceptDataLoss(DataLossReport report) {
                            return true;
                        }

                        @Override
                        public String migrationName() {
                            return "next";
                        }
                    }));
        }
    }

    private Engine engine() {
        // A second migration of the same second would get the same name.
        Instant now = Instant.parse("2024-03-01T02:03:04Z")
                .plusSeconds(directory().read().migrations().size());
        return Engine.builder()
                .listeners(List.of(events))
                .clock(Clock.fixed(now, ZoneOffset.UTC))
                .build();
    }

    private MigrationsDirectory directory() {
        return new MigrationsDirectory(project.resolve("migrations"));
    }
}
