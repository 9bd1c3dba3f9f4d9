package dev.gnomon.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.MigrateDevRequest;
import dev.gnomon.engine.core.workspace.MigrationsDirectory;
import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.dialect.MigrationLock.Held;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.AffectedTable;
import dev.gnomon.engine.event.EngineEvent;
import dev.gnomon.engine.event.EngineEvent.ApplyPendingProposed;
import dev.gnomon.engine.event.EngineEvent.ApplyProposed;
import dev.gnomon.engine.event.EngineEvent.ChangeFound;
import dev.gnomon.engine.event.EngineEvent.DataLossEvaluated;
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
import dev.gnomon.engine.event.Gate;
import dev.gnomon.engine.event.Occurrence;
import dev.gnomon.engine.event.StatementKind;
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
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
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
    private static final class Vetoing implements Gate {
        private final int number;
        private final List<Proposed> proposals = new ArrayList<>();
        private final List<Long> sequence = new ArrayList<>();
        private final List<EngineEvent> told = new ArrayList<>();

        Vetoing(int number) {
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
    void dev_with_pending_migrations_leaves_nothing(String provider) throws Exception {
        for (boolean createOnly : List.of(false, true)) {
            try (TestDatabase database = withRows(provider)) {
                write(provider, "20240101000001_c", "CREATE TABLE 'c' ('id' INTEGER NOT NULL PRIMARY KEY);\n");
                write(provider, "20240101000002_more", "UPDATE 'a' SET 'id' = 2;\n");
                DatabaseSchema desired = TestDatabase.schemaOf(
                        provider, sql(provider, "CREATE TABLE 'b' ('id' INTEGER NOT NULL PRIMARY KEY)"));

                Set<Class<?>> kinds = vetoEach(database, (engine, at) -> dev(engine, at, desired, createOnly));

                assertThat(kinds)
                        .contains(
                                ApplyPendingProposed.class,
                                ApplyProposed.class,
                                ScriptStatementProposed.class,
                                WriteProposed.class);
                assertThat(database.query("SELECT count(*) FROM _prisma_migrations"))
                        .containsExactly(createOnly ? "3" : "4");
                deleteMigrations();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
    void deploy_of_several_migrations_leaves_nothing(String provider) throws Exception {
        try (TestDatabase database = TestDatabase.create(provider)) {
            write(
                    provider,
                    "20240101000000_a",
                    "CREATE TABLE 'a' ('id' INTEGER NOT NULL PRIMARY KEY);\nINSERT INTO 'a' VALUES (1);\n");
            write(provider, "20240101000001_b", "CREATE TABLE 'b' ('id' INTEGER NOT NULL PRIMARY KEY);\n");

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
    void a_reset_that_applies_the_history_anew_leaves_nothing(String provider) throws Exception {
        try (TestDatabase database = withRows(provider)) {
            write(provider, "20240101000001_drop", "DROP TABLE 'a';\n");
            Vetoing gate = new Vetoing(Integer.MAX_VALUE);

            Set<Class<?>> kinds = vetoEach(
                    database,
                    (engine, at) ->
                            engine.resetAndApply(at.workspace(), directory().read()));

            assertThat(kinds)
                    .containsExactlyInAnyOrder(
                            ResetProposed.class,
                            LockProposed.class,
                            ApplyPendingProposed.class,
                            ApplyProposed.class,
                            ScriptStatementProposed.class);
            assertThat(database.query("SELECT count(*) FROM _prisma_migrations"))
                    .containsExactly("2");
            try (Engine engine = Engine.builder().listener(gate).build()) {
                engine.resetAndApply(database.workspace(), directory().read());
            }
            assertThat(gate.proposals)
                    .filteredOn(ScriptStatementProposed.class::isInstance)
                    .last()
                    .isInstanceOfSatisfying(
                            ScriptStatementProposed.class,
                            drop -> assertThat(drop.affected())
                                    .as("the rows are gone by then")
                                    .containsExactly(
                                            new AffectedTable(StatementKind.DROP_TABLE, "a", OptionalLong.of(0))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
    void a_finding_that_pending_migrations_bring_about_is_asked_anew(String provider) {
        try (TestDatabase database = withRows(provider)) {
            database.execute(sql(provider, "DELETE FROM 'a'"));
            write(provider, "20240101000001_more", "INSERT INTO 'a' VALUES (2);\n");
            DatabaseSchema desired = TestDatabase.schemaOf(
                    provider, sql(provider, "CREATE TABLE 'b' ('id' INTEGER NOT NULL PRIMARY KEY)"));
            Vetoing gate = new Vetoing(Integer.MAX_VALUE);

            try (Engine engine = Engine.builder().listener(gate).build()) {
                dev(engine, database, desired, false);
            }

            assertThat(gate.told)
                    .filteredOn(DataLossEvaluated.class::isInstance)
                    .extracting(event ->
                            ((DataLossEvaluated) event).report().warnings().size())
                    .containsExactly(0, 1);
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

            Set<Class<?>> kinds = vetoEach(
                    database, (engine, at) -> engine.schemaPush(at.workspace(), new SchemaSource.Known(desired), true));

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

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
    void a_database_that_had_to_be_created_goes_again_unless_somebody_uses_it(String provider) {
        try (TestDatabase database = TestDatabase.create(provider);
                Engine engine = Engine.builder().build()) {
            assertThat(engine.takeBackDatabase(database.dialect(), database.target()))
                    .as("it was there before")
                    .isFalse();
            engine.dropDatabase(database.dialect(), database.target());

            assertThat(engine.ensureDatabase(database.dialect(), database.target()))
                    .isTrue();
            assertThat(engine.takeBackDatabase(database.dialect(), database.target()))
                    .isTrue();
            assertThatThrownBy(() -> engine.ensureConnection(database.dialect(), database.target()))
                    .isInstanceOfSatisfying(
                            GnomonException.class,
                            missing -> assertThat(missing.code()).isEqualTo(EngineErrorCode.DATABASE_DOES_NOT_EXIST));

            assertThat(engine.ensureDatabase(database.dialect(), database.target()))
                    .isTrue();
            database.execute(sql(provider, "CREATE TABLE 'a' ('id' INTEGER)"));
            assertThat(engine.takeBackDatabase(database.dialect(), database.target()))
                    .isFalse();
            assertThat(database.schema().tables()).hasSize(1);
        }
    }

    /** Veto the first proposal, the second, … until the command runs through; each veto must leave all as it was. */
    private Set<Class<?>> vetoEach(TestDatabase database, Command command) throws Exception {
        List<String> before = snapshot(database);
        Set<Class<?>> kinds = new LinkedHashSet<>();
        for (int number = 1; ; number++) {
            Vetoing gate = new Vetoing(number);
            try (Engine engine = Engine.builder().listener(gate).build()) {
                command.run(engine, database);
            } catch (GnomonException failure) {
                assertThat(failure.code()).as(failure.getMessage()).isEqualTo(EngineErrorCode.STEP_VETOED);
                assertThat(failure.problem()).contains("not today").contains(Vetoing.class.getName());
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

    private void write(String provider, String id, String script) {
        directory().write(Migration.of(id, sql(provider, script)), provider);
    }

    private void deleteMigrations() throws IOException {
        try (Stream<Path> files = Files.walk(project.resolve("migrations"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void dev(Engine engine, TestDatabase database, DatabaseSchema desired, boolean createOnly) {
        engine.migrateDev(new MigrateDevRequest(
                database.workspace(),
                directory(),
                new SchemaSource.Known(desired),
                createOnly,
                new MigrateDevRequest.Decisions() {
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
