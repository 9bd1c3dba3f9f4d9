package dev.gnomon.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.MigrateDevRequest;
import dev.gnomon.engine.core.MigrationsDirectory;
import dev.gnomon.engine.core.SchemaSource;
import dev.gnomon.engine.dialect.MigrationLock.Held;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineEvent;
import dev.gnomon.engine.event.EngineEvent.ApplyPendingProposed;
import dev.gnomon.engine.event.EngineEvent.ApplyProposed;
import dev.gnomon.engine.event.EngineEvent.ChangeFound;
import dev.gnomon.engine.event.EngineEvent.DiagnoseProposed;
import dev.gnomon.engine.event.EngineEvent.DiffProposed;
import dev.gnomon.engine.event.EngineEvent.EvaluateProposed;
import dev.gnomon.engine.event.EngineEvent.ExecuteProposed;
import dev.gnomon.engine.event.EngineEvent.FindingMade;
import dev.gnomon.engine.event.EngineEvent.IntrospectProposed;
import dev.gnomon.engine.event.EngineEvent.LockProposed;
import dev.gnomon.engine.event.EngineEvent.MigrationReplayProposed;
import dev.gnomon.engine.event.EngineEvent.Proposed;
import dev.gnomon.engine.event.EngineEvent.PushProposed;
import dev.gnomon.engine.event.EngineEvent.RenderProposed;
import dev.gnomon.engine.event.EngineEvent.ReplayProposed;
import dev.gnomon.engine.event.EngineEvent.Reported;
import dev.gnomon.engine.event.EngineEvent.ResetProposed;
import dev.gnomon.engine.event.EngineEvent.ResolveProposed;
import dev.gnomon.engine.event.EngineEvent.RunEnded;
import dev.gnomon.engine.event.EngineEvent.RunResult;
import dev.gnomon.engine.event.EngineEvent.ScriptStatementProposed;
import dev.gnomon.engine.event.EngineEvent.ShadowIntrospectProposed;
import dev.gnomon.engine.event.EngineEvent.ShadowProposed;
import dev.gnomon.engine.event.EngineEvent.StatementProposed;
import dev.gnomon.engine.event.EngineEvent.StatementRendered;
import dev.gnomon.engine.event.EngineEvent.StepVetoed;
import dev.gnomon.engine.event.EngineEvent.WriteProposed;
import dev.gnomon.engine.event.EngineListener;
import dev.gnomon.engine.event.Occurrence;
import dev.gnomon.engine.event.Verdict;
import dev.gnomon.engine.migration.DataLossReport;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.model.DatabaseSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that is vetoed at any of its steps leaves nothing: no row, no file, no lock, no shadow database. */
class VetoTest {

    @TempDir
    private Path project;

    /** Vetoes the proposal of one number, and writes down what it saw. */
    private static final class Gate implements EngineListener {
        private final int number;
        private final List<Proposed> proposals = new ArrayList<>();
        private final List<Long> sequence = new ArrayList<>();
        private final List<EngineEvent> told = new ArrayList<>();

        Gate(int number) {
            this.number = number;
        }

        @Override
        public Verdict before(Occurrence occurrence, Proposed event) {
            sequence.add(occurrence.sequence());
            proposals.add(event);
            return proposals.size() == number ? Verdict.veto("not today") : Verdict.proceed();
        }

        @Override
        public void after(Occurrence occurrence, Reported event) {
            sequence.add(occurrence.sequence());
            told.add(event);
        }

        boolean vetoed() {
            return proposals.size() >= number;
        }

        Proposed last() {
            return proposals.get(proposals.size() - 1);
        }
    }

    /** A command of the engine on a database. */
    @FunctionalInterface
    private interface Command {
        void run(Engine engine, TestDatabase database);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
    void dev_leaves_nothing(String provider) throws Exception {
        try (TestDatabase database = withRows(provider)) {
            DatabaseSchema desired = TestDatabase.schemaOf(
                    provider, sql(provider, "CREATE TABLE 'b' ('id' INTEGER NOT NULL PRIMARY KEY)"));

            Set<Class<?>> kinds = vetoEach(database, (engine, at) -> dev(engine, at, desired, false));

            assertThat(kinds)
                    .contains(
                            DiagnoseProposed.class,
                            ReplayProposed.class,
                            ShadowProposed.class,
                            MigrationReplayProposed.class,
                            ScriptStatementProposed.class,
                            ShadowIntrospectProposed.class,
                            IntrospectProposed.class,
                            DiffProposed.class,
                            LockProposed.class,
                            ChangeFound.class,
                            RenderProposed.class,
                            StatementRendered.class,
                            EvaluateProposed.class,
                            FindingMade.class,
                            ApplyProposed.class,
                            WriteProposed.class);
            assertThat(database.schema().tables())
                    .extracting(table -> table.name().name())
                    .contains("b");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
    void the_first_dev_on_an_empty_database_leaves_nothing(String provider) throws Exception {
        try (TestDatabase database = TestDatabase.create(provider)) {
            DatabaseSchema desired = TestDatabase.schemaOf(
                    provider, sql(provider, "CREATE TABLE 'b' ('id' INTEGER NOT NULL PRIMARY KEY)"));

            vetoEach(database, (engine, at) -> dev(engine, at, desired, true));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
    void deploy_leaves_nothing_until_the_first_migration_is_applied(String provider) throws Exception {
        try (TestDatabase database = TestDatabase.create(provider)) {
            directory()
                    .write(
                            Migration.of(
                                    "20240101000000_a",
                                    sql(
                                            provider,
                                            "CREATE TABLE 'a' ('id' INTEGER NOT NULL PRIMARY KEY);\nINSERT INTO 'a' VALUES (1);\n")),
                            provider);

            Set<Class<?>> kinds = vetoEach(
                    database,
                    (engine, at) ->
                            engine.applyMigrations(at.workspace(), directory().read()));

            assertThat(kinds)
                    .containsExactlyInAnyOrder(
                            LockProposed.class,
                            ApplyPendingProposed.class,
                            ScriptStatementProposed.class,
                            ApplyProposed.class);
            assertThat(database.query(sql(provider, "SELECT * FROM 'a'"))).containsExactly("1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
    void a_veto_of_the_second_of_two_migrations_leaves_the_first_whole_and_recorded(String provider) {
        try (TestDatabase database = TestDatabase.create(provider)) {
            for (String name : List.of("a", "b")) {
                directory()
                        .write(
                                Migration.of(
                                        "2024010100000" + name.charAt(0) % 2 + "_" + name,
                                        sql(provider, "CREATE TABLE '" + name + "' ('id' INTEGER)")),
                                provider);
            }
            EngineListener gate = new EngineListener() {
                private int applied;

                @Override
                public Verdict before(Occurrence occurrence, Proposed event) {
                    return event instanceof ApplyProposed && ++applied == 2
                            ? Verdict.veto("one is enough")
                            : Verdict.proceed();
                }
            };

            try (Engine engine = Engine.builder().listener(gate).build()) {
                assertThatThrownBy(() -> engine.applyMigrations(
                                database.workspace(), directory().read()))
                        .hasMessageContaining("one is enough");
            }

            assertThat(database.query("SELECT applied_steps_count FROM _prisma_migrations"))
                    .containsExactly("1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
    void push_leaves_nothing(String provider) throws Exception {
        try (TestDatabase database = withRows(provider)) {
            DatabaseSchema desired = TestDatabase.schemaOf(
                    provider,
                    sql(provider, "CREATE TABLE 'b' ('id' INTEGER NOT NULL PRIMARY KEY)"),
                    sql(provider, "CREATE TABLE 'c' ('id' INTEGER NOT NULL PRIMARY KEY)"));

            Set<Class<?>> kinds = vetoEach(database, (engine, at) -> engine.schemaPush(at.workspace(), desired, true));

            assertThat(kinds)
                    .contains(FindingMade.class, PushProposed.class, LockProposed.class, StatementProposed.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
    void reset_leaves_nothing(String provider) throws Exception {
        try (TestDatabase database = withRows(provider)) {
            Set<Class<?>> kinds = vetoEach(database, (engine, at) -> engine.reset(at.workspace()));

            assertThat(kinds).containsExactlyInAnyOrder(ResetProposed.class, LockProposed.class);
            assertThat(database.schema().tables()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
    void resolve_leaves_nothing(String provider) throws Exception {
        try (TestDatabase database = withRows(provider)) {
            directory().write(Migration.of("20250101000000_b", "SELECT 1;\n"), provider);

            Set<Class<?>> kinds = vetoEach(
                    database,
                    (engine, at) -> engine.markMigrationApplied(
                            at.workspace(), directory().read(), "20250101000000_b"));

            assertThat(kinds).containsExactlyInAnyOrder(ResolveProposed.class, LockProposed.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
    void a_script_and_a_diff_leave_nothing(String provider) throws Exception {
        try (TestDatabase database = withRows(provider)) {
            Set<Class<?>> kinds = vetoEach(
                    database,
                    (engine, at) -> engine.dbExecute(
                            at.dialect(), at.target(), sql(provider, "DELETE FROM 'a'; DROP TABLE 'a';")));
            assertThat(kinds).containsExactlyInAnyOrder(ExecuteProposed.class, ScriptStatementProposed.class);

            vetoEach(
                    database,
                    (engine, at) -> engine.diff(
                            at.workspace(),
                            new SchemaSource.Migrations(directory().read()),
                            new SchemaSource.Live(at.target())));
        }
    }

    /** Veto the first proposal, the second, … until the command runs through; each veto must leave all as it was. */
    private Set<Class<?>> vetoEach(TestDatabase database, Command command) throws Exception {
        List<String> before = snapshot(database);
        Set<Class<?>> kinds = new LinkedHashSet<>();
        for (int number = 1; ; number++) {
            Gate gate = new Gate(number);
            try (Engine engine = Engine.builder().listener(gate).build()) {
                command.run(engine, database);
            } catch (GnomonException failure) {
                assertThat(failure.code()).as(failure.getMessage()).isEqualTo(EngineErrorCode.STEP_VETOED);
                assertThat(failure.problem()).contains("not today").contains(Gate.class.getName());
            }
            for (int i = 0; i < gate.sequence.size(); i++) {
                assertThat(gate.sequence.get(i)).isEqualTo(i + 1L);
            }
            if (!gate.vetoed()) {
                assertThat(gate.told).last().isEqualTo(new RunEnded(RunResult.COMPLETED, Optional.empty()));
                return kinds;
            }
            kinds.add(gate.last().getClass());
            assertThat(gate.told).filteredOn(StepVetoed.class::isInstance).hasSize(1);
            assertThat(gate.told)
                    .last()
                    .isInstanceOfSatisfying(
                            RunEnded.class, ended -> assertThat(ended.result()).isEqualTo(RunResult.VETOED));
            assertThat(snapshot(database)).as("after a veto of %s", gate.last()).isEqualTo(before);
            assertThatNobodyHoldsTheLock(database);
        }
    }

    private void dev(Engine engine, TestDatabase database, DatabaseSchema desired, boolean createOnly) {
        engine.migrateDev(new MigrateDevRequest(
                database.workspace(), directory(), desired, createOnly, new MigrateDevRequest.Decisions() {
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

    /** One migration, applied, and a row in its table. */
    private TestDatabase withRows(String provider) {
        TestDatabase database = TestDatabase.create(provider);
        directory()
                .write(
                        Migration.of(
                                "20240101000000_a",
                                sql(provider, "CREATE TABLE 'a' ('id' INTEGER NOT NULL PRIMARY KEY);\n")),
                        provider);
        try (Engine engine = Engine.builder().build()) {
            engine.applyMigrations(database.workspace(), directory().read());
        }
        return database.execute(sql(provider, "INSERT INTO 'a' VALUES (1)"));
    }

    private List<String> snapshot(TestDatabase database) throws IOException {
        List<String> found = new ArrayList<>();
        DatabaseSchema schema = database.schema();
        found.add(schema.toString());
        schema.tables()
                .forEach(table -> found.addAll(database.query(sql(
                        database.dialect().id().value(),
                        "SELECT * FROM '" + table.name().name() + "'"))));
        try {
            found.addAll(database.query("SELECT * FROM _prisma_migrations"));
        } catch (IllegalStateException none) {
            found.add("no migration history");
        }
        try (Stream<Path> files = Files.walk(project)) {
            TreeMap<Path, String> contents = new TreeMap<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file, Files.readString(file));
            }
            found.add(contents.toString());
        }
        try (Engine engine = Engine.builder().build()) {
            found.add(engine.shadow().list(database.workspace()).toString());
        }
        return found;
    }

    private static void assertThatNobodyHoldsTheLock(TestDatabase database) throws SQLException {
        try (Connection connection = database.dialect().connector().connect(database.target());
                Held held = database.dialect().migrationLock().acquire(connection, Duration.ofMillis(500))) {
            assertThat(held).isNotNull();
        }
    }

    private MigrationsDirectory directory() {
        return new MigrationsDirectory(project.resolve("migrations"));
    }

    /** SQL in which names stand in single quotes, with the quotes of a database. */
    private static String sql(String provider, String text) {
        return text.replace('\'', provider.toLowerCase(Locale.ROOT).equals("mysql") ? '`' : '"');
    }
}
