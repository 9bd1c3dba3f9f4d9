package dev.gnomon.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.core.DevDiagnosis;
import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.ShadowCheck;
import dev.gnomon.engine.core.workspace.ShadowSettings;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.ShadowMark;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineEvent.MigrationReplayProposed;
import dev.gnomon.engine.event.EngineEvent.Proposed;
import dev.gnomon.engine.event.Gate;
import dev.gnomon.engine.event.Occurrence;
import dev.gnomon.engine.event.Verdict;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.MigrationHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shadow database that the user configured: emptied, used, left empty, and never somebody's. */
class ShadowDatabaseTest {

    private static final MigrationHistory HISTORY = new MigrationHistory(
            Optional.empty(),
            List.of(Migration.of("1", "CREATE TABLE \"A\" (\"id\" INTEGER NOT NULL PRIMARY KEY);\n")));

    @TempDir
    private Path folder;

    private final Engine engine = Engine.builder().build();

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void it_is_left_empty_and_can_be_used_again(String provider) {
        try (TestDatabase main = TestDatabase.create(provider);
                TestDatabase shadow = TestDatabase.create(provider)) {
            for (int i = 0; i < 2; i++) {
                // A new engine each time, since one remembers what it replayed.
                try (Engine fresh = Engine.builder().build()) {
                    assertThat(fresh.devDiagnostic(workspace(main, shadow.target()), HISTORY))
                            .isInstanceOf(DevDiagnosis.CreateMigration.class);
                }
                assertThat(shadow.schema().tables()).isEmpty();
                assertThat(isMarked(shadow)).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void empty_tables_of_another_tool_are_simply_removed(String provider) {
        try (TestDatabase main = TestDatabase.create(provider);
                TestDatabase shadow = TestDatabase.create(provider).execute("CREATE TABLE left_over (id INTEGER)")) {
            engine.devDiagnostic(workspace(main, shadow.target()), HISTORY);
            assertThat(shadow.schema().tables()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void one_with_rows_is_refused_unless_the_user_names_it(String provider) {
        try (TestDatabase main = TestDatabase.create(provider);
                TestDatabase shadow = TestDatabase.create(provider)
                        .execute("CREATE TABLE precious (id INTEGER)", "INSERT INTO precious VALUES (1)")) {
            assertThatThrownBy(() -> engine.devDiagnostic(workspace(main, shadow.target()), HISTORY))
                    .isInstanceOfSatisfying(GnomonException.class, refusal -> {
                        assertThat(refusal.code().id()).isEqualTo("P3026");
                        assertThat(refusal.problem()).contains("`precious` holds rows");
                        assertThat(refusal.remedy()).contains("--allow-shadow-reset");
                    });
            assertThat(shadow.query("SELECT id FROM precious")).containsExactly("1");

            String name = shadow.dialect()
                    .connector()
                    .locate(shadow.target())
                    .database()
                    .orElseThrow();
            Workspace allowed = workspace(main, shadow.target()).toBuilder()
                    .shadow(new ShadowSettings(Optional.of(shadow.target()), Optional.of(name)))
                    .build();
            engine.devDiagnostic(allowed, HISTORY);
            assertThat(shadow.schema().tables()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void one_with_a_history_is_refused_even_without_rows(String provider) {
        try (TestDatabase main = TestDatabase.create(provider);
                TestDatabase shadow = TestDatabase.create(provider)) {
            engine.applyMigrations(shadow.workspace(), MigrationHistory.EMPTY);
            assertThatThrownBy(() -> engine.devDiagnostic(workspace(main, shadow.target()), HISTORY))
                    .hasMessageStartingWith("P3026")
                    .hasMessageContaining("_prisma_migrations");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql", "mysql", "mariadb"})
    void what_a_killed_run_left_is_explained_by_the_history_and_rows_never_are(String provider) throws SQLException {
        MigrationHistory history = new MigrationHistory(
                Optional.empty(),
                List.of(Migration.of("1", "CREATE TABLE a (id INTEGER);\nCREATE VIEW seen AS SELECT id FROM a;\n")));
        try (TestDatabase main = TestDatabase.create(provider);
                TestDatabase shadow = TestDatabase.create(provider)
                        .execute("CREATE TABLE a (id INTEGER)", "CREATE VIEW seen AS SELECT id FROM a")) {
            assertThatThrownBy(() -> engine.devDiagnostic(workspace(main, shadow.target()), history))
                    .hasMessageStartingWith("P3026")
                    .hasMessageContaining("seen");
            mark(shadow);
            engine.devDiagnostic(workspace(main, shadow.target()), history);
            assertThat(shadow.schema().tables()).isEmpty();
            assertThat(isMarked(shadow)).isFalse();

            // Somebody else's work since, with and without rows.
            mark(shadow);
            shadow.execute("CREATE VIEW theirs AS SELECT 1 AS one");
            try (Engine fresh = Engine.builder().build()) {
                assertThatThrownBy(() -> fresh.devDiagnostic(workspace(main, shadow.target()), history))
                        .hasMessageStartingWith("P3026")
                        .hasMessageContaining("theirs")
                        .hasMessageContaining("was cut off here");
                shadow.execute("DROP VIEW theirs", "CREATE TABLE a (id INTEGER)", "INSERT INTO a VALUES (1)");
                assertThatThrownBy(() -> fresh.devDiagnostic(workspace(main, shadow.target()), history))
                        .hasMessageStartingWith("P3026")
                        .hasMessageContaining("`a` holds rows");
            }
            assertThat(shadow.query("SELECT id FROM a")).containsExactly("1");
        }
    }

    private static void mark(TestDatabase shadow) throws SQLException {
        try (Connection connection = shadow.dialect().connector().connect(shadow.target())) {
            shadow.dialect()
                    .configuredShadowDatabase()
                    .mark(
                            connection,
                            shadow.dialect().connector().place(connection),
                            new ShadowMark("run", Instant.EPOCH));
        }
    }

    @Test
    void rows_in_a_namespace_out_of_view_count_too() {
        try (TestDatabase main = TestDatabase.create("postgresql");
                TestDatabase shadow = TestDatabase.create("postgresql")
                        .execute(
                                "CREATE SCHEMA other",
                                "CREATE TABLE other.precious (id INTEGER)",
                                "INSERT INTO other.precious VALUES (1)")) {
            assertThatThrownBy(() -> engine.devDiagnostic(workspace(main, shadow.target()), HISTORY))
                    .hasMessageStartingWith("P3026")
                    .hasMessageContaining("`other.precious` holds rows");
        }
    }

    @Test
    void namespaces_that_a_migration_creates_go_too_and_others_stay() {
        MigrationHistory history = new MigrationHistory(
                Optional.empty(),
                List.of(Migration.of("1", "CREATE SCHEMA extra; CREATE TABLE extra.t (id INTEGER);")));
        try (TestDatabase main = TestDatabase.create("postgresql");
                TestDatabase shadow = TestDatabase.create("postgresql").execute("CREATE SCHEMA prepared")) {
            for (int i = 0; i < 2; i++) {
                try (Engine fresh = Engine.builder().build()) {
                    fresh.devDiagnostic(workspace(main, shadow.target()), history);
                }
                assertThat(shadow.query("SELECT nspname FROM pg_namespace WHERE nspname IN ('extra', 'prepared')"))
                        .containsExactly("prepared");
            }
        }
    }

    @Test
    void the_main_file_under_another_name_is_refused() throws IOException {
        try (TestDatabase main = TestDatabase.create("sqlite")
                .execute("CREATE TABLE precious (id INTEGER)", "INSERT INTO precious VALUES (1)")) {
            String file = main.dialect()
                    .connector()
                    .locate(main.target())
                    .address()
                    .orElseThrow()
                    .substring("file:".length());
            Path link = folder.resolve("link.db");
            Files.createSymbolicLink(link, main.target().baseDirectory().resolve(file));
            DatabaseTarget shadow = new DatabaseTarget("file:" + link, folder);

            assertThatThrownBy(() -> engine.devDiagnostic(workspace(main, shadow), HISTORY))
                    .hasMessage("P3025: The shadow database you configured appears to be the same as the main database."
                            + " Please specify another shadow database.");
            assertThat(main.query("SELECT id FROM precious")).containsExactly("1");
        }
    }

    @Test
    void the_main_database_under_another_url_is_refused() {
        try (TestDatabase main = TestDatabase.create("postgresql")
                .execute("CREATE TABLE precious (id INTEGER)", "INSERT INTO precious VALUES (1)")) {
            for (String url : List.of(
                    main.target().url().replace("localhost", "127.0.0.1"),
                    main.target().url() + "?application_name=other&connect_timeout=7",
                    main.target().url().replace("postgresql://", "postgres://"))) {
                assertThatThrownBy(() -> engine.devDiagnostic(
                                workspace(main, main.target().withUrl(url)), HISTORY))
                        .as(url)
                        .hasMessageStartingWith("P3025");
            }
            assertThat(main.query("SELECT id FROM precious")).containsExactly("1");
        }
    }

    @Test
    void a_user_who_may_not_create_databases_is_told_both_ways_out() {
        try (TestDatabase main = TestDatabase.create("postgresql");
                TestDatabase shadow = TestDatabase.create("postgresql")) {
            String user = "u_" + java.util.UUID.randomUUID().toString().substring(0, 8);
            main.execute("CREATE ROLE " + user + " LOGIN NOCREATEDB", "GRANT ALL ON SCHEMA public TO " + user);
            String name = shadow.dialect()
                    .connector()
                    .locate(shadow.target())
                    .database()
                    .orElseThrow();
            main.execute("ALTER DATABASE \"" + name + "\" OWNER TO " + user);
            DatabaseTarget restricted = main.target().withUrl(asUser(main, user));
            Workspace automatic = Workspace.of(main.dialect(), restricted).build();

            assertThatThrownBy(() -> engine.devDiagnostic(automatic, HISTORY))
                    .isInstanceOfSatisfying(GnomonException.class, refusal -> {
                        assertThat(refusal.code().id()).isEqualTo("P3014");
                        assertThat(refusal.problem())
                                .startsWith("Prisma Migrate could not create the shadow database.")
                                .contains(user);
                        assertThat(refusal.remedy()).contains("CREATEDB").contains("shadowDatabaseUrl");
                    });
            Workspace configured = automatic.toBuilder()
                    .shadow(ShadowSettings.configured(main.target().withUrl(asUser(shadow, user))))
                    .build();
            assertThat(engine.devDiagnostic(configured, HISTORY)).isInstanceOf(DevDiagnosis.CreateMigration.class);
        } finally {
            // The role goes with the test server.
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void closing_the_engine_in_the_middle_of_a_replay_gives_the_database_back(String provider) {
        AtomicReference<Engine> running = new AtomicReference<>();
        Gate killer = new Gate() {
            @Override
            public Verdict before(Occurrence occurrence, Proposed event) {
                if (event instanceof MigrationReplayProposed) {
                    closeFromAnotherThread(running.get());
                }
                return Verdict.proceed();
            }
        };
        try (TestDatabase main = TestDatabase.create(provider);
                TestDatabase shadow = TestDatabase.create(provider)) {
            Engine interrupted = Engine.builder().listeners(List.of(killer)).build();
            running.set(interrupted);
            assertThatThrownBy(() -> interrupted.devDiagnostic(workspace(main, shadow.target()), HISTORY))
                    .isInstanceOf(GnomonException.class);
            assertThat(shadow.schema().tables()).isEmpty();
            assertThat(isMarked(shadow)).isFalse();

            Engine automatic = Engine.builder().listeners(List.of(killer)).build();
            running.set(automatic);
            assertThatThrownBy(() -> automatic.devDiagnostic(main.workspace(), HISTORY))
                    .isInstanceOf(GnomonException.class);
            assertThat(engine.shadow().list(main.workspace())).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void a_check_proves_what_it_says(String provider) {
        try (TestDatabase main = TestDatabase.create(provider)) {
            ShadowCheck check = engine.shadow().check(main.workspace());

            assertThat(check.configured()).isFalse();
            assertThat(check.failure()).isEmpty();
            assertThat(check.name()).isPresent();
            assertThat(check.serverVersion()).startsWithIgnoringCase(provider);
            assertThat(engine.shadow().list(main.workspace())).isEmpty();
        }
    }

    private static void closeFromAnotherThread(Engine engine) {
        Thread hook = new Thread(engine::close);
        hook.start();
        try {
            hook.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Workspace workspace(TestDatabase main, DatabaseTarget shadow) {
        return Workspace.of(main.dialect(), main.target())
                .shadow(ShadowSettings.configured(shadow))
                .build();
    }

    private static String asUser(TestDatabase database, String user) {
        return database.target().url().replaceFirst("//[^@]*@", "//" + user + "@");
    }

    private static boolean isMarked(TestDatabase database) {
        try (Connection connection = database.dialect().connector().connect(database.target())) {
            return database.dialect()
                    .configuredShadowDatabase()
                    .readMark(connection, database.dialect().connector().place(connection))
                    .isPresent();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
