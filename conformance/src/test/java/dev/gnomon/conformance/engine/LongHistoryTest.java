package dev.gnomon.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.core.DevDiagnosis;
import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.HistoryDiagnosis;
import dev.gnomon.engine.core.MigrateDevOutcome;
import dev.gnomon.engine.core.MigrateDevRequest;
import dev.gnomon.engine.core.workspace.MigrationsDirectory;
import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.event.EngineEvent.ApplyProposed;
import dev.gnomon.engine.event.EngineEvent.DatabaseIntrospected;
import dev.gnomon.engine.event.EngineEvent.MigrationReplayProposed;
import dev.gnomon.engine.event.EngineEvent.ShadowDatabaseCreated;
import dev.gnomon.engine.migration.DataLossReport;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.engine.model.DatabaseSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories of hundreds of migrations: right, and no dearer than their new part. */
class LongHistoryTest {

    private static final int SHORT = 30;
    private static final int LONG = 300;
    /** Begin and commit, and what a session is told before and after. */
    private static final int MOST_AROUND_A_SCRIPT = 5;

    private static final MigrateDevRequest.Decisions YES = new MigrateDevRequest.Decisions() {
        @Override
        public boolean acceptDataLoss(DataLossReport report) {
            return true;
        }

        @Override
        public String migrationName() {
            return "next";
        }
    };

    /** What one command sent, apart from the statements of the migrations themselves. */
    private record Effort(int toDatabase, int toShadowDatabase) {}

    @TempDir
    private Path project;

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void three_hundred_migrations_are_applied_diagnosed_and_compared(String provider) {
        try (TestDatabase database = TestDatabase.create(provider);
                Engine engine = Engine.builder().build()) {
            MigrationHistory history = history(LONG, provider);
            List<String> ids = history.migrations().stream().map(Migration::id).toList();

            assertThat(engine.applyMigrations(database.workspace(), history)).isEqualTo(ids);

            assertThat(database.query("SELECT migration_name FROM _prisma_migrations"
                            + " WHERE finished_at IS NOT NULL AND applied_steps_count = 1 ORDER BY migration_name"))
                    .isEqualTo(ids);
            assertThat(database.schema().tables()).hasSize(LONG / 3);
            assertThat(database.schema().tables())
                    .allMatch(table -> table.columns().size() == 2)
                    .allMatch(table -> table.indexes().size() == 1);
            HistoryDiagnosis diagnosis = engine.diagnoseMigrationHistory(database.workspace(), history, true);
            assertThat(diagnosis.drift()).isEmpty();
            assertThat(diagnosis.errorInAppliedMigrations()).isEmpty();
            assertThat(engine.diff(
                                    database.workspace(),
                                    new SchemaSource.Migrations(history),
                                    new SchemaSource.Live(database.target()))
                            .isEmpty())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void drift_in_the_middle_of_a_long_history_is_seen(String provider) {
        try (TestDatabase database = TestDatabase.create(provider);
                Engine engine = Engine.builder().build()) {
            MigrationHistory history = history(LONG, provider);
            engine.applyMigrations(database.workspace(), history);
            database.execute("ALTER TABLE \"T50\" ADD COLUMN \"stray\" TEXT");

            DevDiagnosis diagnosis = engine.devDiagnostic(database.workspace(), history);

            assertThat(diagnosis)
                    .isInstanceOfSatisfying(
                            DevDiagnosis.ResetNeeded.class,
                            reset -> assertThat(reset.reason())
                                    .contains("[*] Changed the `T50` table")
                                    .contains("[+] Added column `stray`")
                                    .doesNotContain("T51"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void the_next_migration_replays_each_of_them_once_and_costs_the_database_the_same(String provider) {
        Map<Integer, Effort> efforts = new LinkedHashMap<>();
        for (int length : List.of(SHORT, 2 * SHORT, LONG)) {
            efforts.put(length, nextMigration(provider, length));
        }

        Effort small = efforts.get(SHORT);
        Effort twice = efforts.get(2 * SHORT);
        Effort large = efforts.get(LONG);
        assertThat(large.toDatabase()).isEqualTo(small.toDatabase());
        // Around each script the shadow database sees a transaction; what is read there is read once.
        int aroundEach = (twice.toShadowDatabase() - small.toShadowDatabase()) / SHORT;
        assertThat(aroundEach).isLessThanOrEqualTo(MOST_AROUND_A_SCRIPT);
        assertThat(large.toShadowDatabase()).isEqualTo(small.toShadowDatabase() + (LONG - SHORT) * aroundEach);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void a_deployment_costs_as_much_as_its_new_part(String provider) {
        Map<Integer, Integer> sent = new LinkedHashMap<>();
        for (int length : List.of(SHORT, LONG)) {
            sent.put(length, deployment(provider, length, 1));
        }
        int one = sent.get(LONG);
        int two = deployment(provider, LONG, 2);
        int three = deployment(provider, LONG, 3);

        assertThat(one).isEqualTo(sent.get(SHORT));
        assertThat(three - two).isEqualTo(two - one);
    }

    private Effort nextMigration(String provider, int length) {
        try (TestDatabase database = TestDatabase.create(provider)) {
            MigrationsDirectory directory = new MigrationsDirectory(project.resolve("migrations" + length));
            MigrationHistory history = history(length, provider);
            history.migrations().forEach(migration -> directory.write(migration, provider));
            CountingDialect counting = new CountingDialect(database.dialect());
            EventRecorder events = new EventRecorder();
            Workspace workspace =
                    Workspace.of(counting.dialect(), database.target()).build();
            try (Engine engine = Engine.builder().build()) {
                engine.applyMigrations(workspace, directory.read());
            }
            DatabaseSchema desired = desired(provider, length);
            counting.clear();

            try (Engine engine = Engine.builder().listeners(List.of(events)).build()) {
                MigrateDevOutcome outcome = engine.migrateDev(
                        new MigrateDevRequest(workspace, directory, new SchemaSource.Known(desired), false, YES));

                assertThat(outcome)
                        .isInstanceOfSatisfying(
                                MigrateDevOutcome.Created.class,
                                created -> assertThat(
                                                created.migration().script().orElseThrow())
                                        .containsPattern("CREATE TABLE .*\"Next\"")
                                        .doesNotContain("\"T"));
            }
            assertThat(events.all(ShadowDatabaseCreated.class)).hasSize(1);
            assertThat(events.all(MigrationReplayProposed.class))
                    .extracting(event -> event.migration().id())
                    .isEqualTo(history.migrations().stream().map(Migration::id).toList());
            assertThat(events.all(ApplyProposed.class)).hasSize(1);
            assertThat(events.all(DatabaseIntrospected.class)).hasSize(1);
            List<String> scripts = statements(length);
            List<String> replayed = new ArrayList<>(counting.toShadowDatabase());
            assertThat(replayed).filteredOn(scripts::contains).isEqualTo(scripts);
            System.out.println(provider + ", " + length + " migrations: "
                    + counting.toDatabase().size() + " statements to the database, " + replayed.size()
                    + " to the shadow database");
            replayed.removeAll(scripts);
            return new Effort(counting.toDatabase().size(), replayed.size());
        }
    }

    private static int deployment(String provider, int applied, int pending) {
        try (TestDatabase database = TestDatabase.create(provider);
                Engine engine = Engine.builder().build()) {
            CountingDialect counting = new CountingDialect(database.dialect());
            Workspace workspace =
                    Workspace.of(counting.dialect(), database.target()).build();
            engine.applyMigrations(workspace, history(applied, provider));
            counting.clear();

            assertThat(engine.applyMigrations(workspace, history(applied + pending, provider)))
                    .hasSize(pending);
            return counting.toDatabase().size();
        }
    }

    private static DatabaseSchema desired(String provider, int length) {
        List<String> statements = new ArrayList<>(statements(length));
        statements.add("CREATE TABLE \"Next\" (\"id\" INTEGER NOT NULL PRIMARY KEY)");
        return TestDatabase.schemaOf(provider, statements.toArray(String[]::new));
    }

    private static MigrationHistory history(int length, String provider) {
        List<String> statements = statements(length);
        return new MigrationHistory(
                Optional.of("provider = \"" + provider + "\"\n"),
                IntStream.range(0, length)
                        .mapToObj(number ->
                                Migration.of("2024010100%04d_step".formatted(number), statements.get(number) + ";\n"))
                        .toList());
    }

    /** A table, a column of it, an index over that: each in a migration of its own. */
    private static List<String> statements(int length) {
        return IntStream.range(0, length)
                .mapToObj(number -> switch (number % 3) {
                    case 0 -> "CREATE TABLE \"T%d\" (\"id\" INTEGER NOT NULL PRIMARY KEY)".formatted(number / 3);
                    case 1 -> "ALTER TABLE \"T%d\" ADD COLUMN \"v\" TEXT".formatted(number / 3);
                    default -> "CREATE INDEX \"T%1$d_v_idx\" ON \"T%1$d\"(\"v\")".formatted(number / 3);
                })
                .toList();
    }
}
