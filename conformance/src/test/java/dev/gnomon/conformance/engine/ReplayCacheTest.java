package dev.gnomon.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.core.DevDiagnosis;
import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.workspace.ShadowSettings;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.MigrationHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A history that is known is not replayed, and every way in which the key of what is known could lie. */
class ReplayCacheTest {

    private static final Migration FIRST = Migration.of("1", "CREATE TABLE a (id INTEGER NOT NULL PRIMARY KEY);\n");
    private static final Migration SECOND = Migration.of("2", "CREATE TABLE b (id INTEGER NOT NULL PRIMARY KEY);\n");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
    void a_known_history_needs_no_shadow_database(String provider) {
        try (TestDatabase main = TestDatabase.create(provider)) {
            apply(main, FIRST, SECOND);

            assertReplays(diagnose(main.workspace(), FIRST, SECOND), 2);
            assertThat(diagnose(main.workspace(), FIRST, SECOND).shadowDatabases())
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
    void drift_is_seen_against_what_is_known(String provider) {
        try (TestDatabase main = TestDatabase.create(provider)) {
            apply(main, FIRST);
            diagnose(main.workspace(), FIRST);
            main.execute("ALTER TABLE a ADD COLUMN stray INTEGER");

            CachedRun seen = diagnose(main.workspace(), FIRST);

            assertThat(seen.shadowDatabases()).isZero();
            assertThat(seen.diagnosis())
                    .isInstanceOfSatisfying(
                            DevDiagnosis.ResetNeeded.class,
                            reset -> assertThat(reset.reason()).contains("[+] Added column `stray`"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void a_new_an_edited_and_a_reordered_migration_are_replayed(String provider) {
        try (TestDatabase main = TestDatabase.create(provider)) {
            apply(main, FIRST);
            diagnose(main.workspace(), FIRST);

            assertReplays(diagnose(main.workspace(), FIRST, SECOND), 2);
            Migration edited = Migration.of("1", FIRST.script().orElseThrow() + "-- a word\n");
            assertReplays(diagnose(main.workspace(), edited), 1);
            assertReplays(
                    diagnose(main.workspace(), Migration.of("0", SECOND.script().orElseThrow()), FIRST), 2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void the_script_that_prepares_the_shadow_database_counts(String provider) {
        try (TestDatabase main = TestDatabase.create(provider)) {
            diagnose(main.workspace(), FIRST);
            Workspace prepared = main.workspace().toBuilder()
                    .initScript("CREATE TABLE elsewhere (id INTEGER)")
                    .build();

            assertReplays(diagnose(prepared, FIRST), 1);
            assertThat(diagnose(prepared, FIRST).shadowDatabases()).isZero();
            assertThat(diagnose(main.workspace(), FIRST).shadowDatabases()).isZero();
        }
    }

    @Test
    void the_namespaces_in_view_count() {
        try (TestDatabase main = TestDatabase.create("postgresql").execute("CREATE SCHEMA extra")) {
            diagnose(main.workspace(), FIRST);
            Workspace wider = main.workspace().toBuilder()
                    .namespaces(List.of("public", "extra"))
                    .build();
            assertReplays(diagnose(wider, FIRST), 1);

            DatabaseTarget other = main.target().withUrl(main.target().url() + "?schema=extra");
            assertReplays(diagnose(Workspace.of(main.dialect(), other).build(), FIRST), 1);
        }
    }

    @Test
    void settings_of_the_role_and_of_the_server_count() {
        try (TestDatabase main = TestDatabase.create("postgresql")) {
            diagnose(main.workspace(), FIRST);

            main.execute("ALTER ROLE postgres SET search_path = public, pg_catalog");
            try {
                assertReplays(diagnose(main.workspace(), FIRST), 1);
            } finally {
                main.execute("ALTER ROLE postgres RESET search_path");
            }
            main.execute(
                    "ALTER SYSTEM SET default_text_search_config = 'pg_catalog.german'", "SELECT pg_reload_conf()");
            try {
                awaitSetting(main, "pg_catalog.german");
                assertReplays(diagnose(main.workspace(), FIRST), 1);
            } finally {
                main.execute("ALTER SYSTEM RESET default_text_search_config", "SELECT pg_reload_conf()");
            }
        }
    }

    private static void awaitSetting(TestDatabase main, String value) {
        for (int i = 0;
                i < 100 && !main.query("SHOW default_text_search_config").contains(value);
                i++) {
            main.execute("SELECT pg_sleep(0.05)");
        }
        assertThat(main.query("SHOW default_text_search_config")).containsExactly(value);
    }

    @Test
    void another_role_and_other_rights_count() {
        try (TestDatabase main = TestDatabase.create("postgresql")) {
            String role = "r_" + UUID.randomUUID().toString().substring(0, 8);
            main.execute("CREATE ROLE " + role + " LOGIN CREATEDB", "GRANT ALL ON SCHEMA public TO " + role);
            diagnose(main.workspace(), FIRST);
            DatabaseTarget restricted =
                    main.target().withUrl(main.target().url().replaceFirst("//[^@]*@", "//" + role + "@"));
            Workspace workspace = Workspace.of(main.dialect(), restricted).build();
            assertReplays(diagnose(workspace, FIRST), 1);
            assertThat(diagnose(workspace, FIRST).shadowDatabases()).isZero();

            main.execute("ALTER ROLE " + role + " NOCREATEDB");

            assertThatThrownBy(() -> diagnose(workspace, FIRST)).hasMessageStartingWith("P3014");
        }
    }

    @Test
    void what_new_databases_are_copied_from_counts() {
        try (TestDatabase main = TestDatabase.create("postgresql")) {
            diagnose(main.workspace(), FIRST);
            assertThat(diagnose(main.workspace(), FIRST).shadowDatabases()).isZero();
            DatabaseTarget template = main.target().withUrl(main.target().url().replaceFirst("/[^/]*$", "/template1"));
            executeIn(main, template, "CREATE TABLE inherited (id INTEGER)");
            try {
                CachedRun seen = diagnose(main.workspace(), FIRST);
                assertReplays(seen, 1);
            } finally {
                executeIn(main, template, "DROP TABLE inherited");
            }
        }
    }

    private static void executeIn(TestDatabase main, DatabaseTarget target, String sql) {
        try (Connection connection = main.dialect().connector().connect(target);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void the_mode_and_the_character_set_of_the_server_count() {
        try (TestDatabase main = TestDatabase.create("mysql")) {
            diagnose(main.workspace(), FIRST);
            String before = main.query("SELECT @@GLOBAL.collation_server").get(0);
            main.execute("SET GLOBAL collation_server = 'latin1_bin'");
            try {
                assertReplays(diagnose(main.workspace(), FIRST), 1);
            } finally {
                main.execute("SET GLOBAL collation_server = '" + before + "'");
            }
            String mode = main.query("SELECT @@GLOBAL.sql_mode").get(0);
            main.execute("SET GLOBAL sql_mode = 'ANSI_QUOTES'");
            try {
                assertReplays(diagnose(main.workspace(), FIRST), 1);
            } finally {
                main.execute("SET GLOBAL sql_mode = '" + mode + "'");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql", "mysql"})
    void a_shadow_database_of_the_users_own_is_told_from_an_automatic_one_and_still_guarded(String provider) {
        try (TestDatabase main = TestDatabase.create(provider);
                TestDatabase shadow = TestDatabase.create(provider)) {
            diagnose(main.workspace(), FIRST);
            Workspace configured = main.workspace().toBuilder()
                    .shadow(ShadowSettings.configured(shadow.target()))
                    .build();
            assertReplays(diagnose(configured, FIRST), 1);
            assertThat(diagnose(configured, FIRST).shadowDatabases()).isZero();

            shadow.execute("CREATE TABLE precious (id INTEGER)", "INSERT INTO precious VALUES (1)");

            assertThatThrownBy(() -> diagnose(configured, FIRST)).hasMessageStartingWith("P3026");
            Workspace same = main.workspace().toBuilder()
                    .shadow(ShadowSettings.configured(main.target()))
                    .build();
            assertThatThrownBy(() -> diagnose(same, FIRST)).hasMessageStartingWith("P3025");
        }
    }

    @Test
    void an_extension_or_a_function_in_a_shadow_database_of_the_users_own_counts() {
        try (TestDatabase main = TestDatabase.create("postgresql");
                TestDatabase shadow = TestDatabase.create("postgresql")) {
            Workspace configured = main.workspace().toBuilder()
                    .shadow(ShadowSettings.configured(shadow.target()))
                    .build();
            diagnose(configured, FIRST);
            shadow.execute("CREATE SCHEMA aside", "CREATE EXTENSION citext");
            assertReplays(diagnose(configured, FIRST), 1);
            // A function is somebody's work: the database is not used, whatever is known.
            shadow.execute("CREATE FUNCTION aside.one() RETURNS INTEGER LANGUAGE sql AS 'SELECT 1'");
            assertThatThrownBy(() -> diagnose(configured, FIRST))
                    .hasMessageStartingWith("P3026")
                    .hasMessageContaining("aside.one");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DO $$ BEGIN EXECUTE 'CREATE TABLE t_' || extract(epoch FROM now())::bigint || ' (id INTEGER)'; END $$",
                "CREATE TABLE at (made TIMESTAMP DEFAULT 'now'::timestamp)",
                "CREATE TABLE at (made TIMESTAMP DEFAULT TIMESTAMP ' Today ')",
                "SELECT set_config('a.b', current_setting('port'), false)",
                "CREATE FUNCTION later() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                        + " EXECUTE 'CREATE TABLE x (id INTEGER)'; RETURN NEW; END $$",
                "SELECT 1",
            })
    void what_a_script_computes_is_not_kept(String script) {
        try (TestDatabase main = TestDatabase.create("postgresql")) {
            Migration computing = Migration.of("1", script + ";\n");
            assertReplays(diagnose(main.workspace(), computing), 1);
            assertReplays(diagnose(main.workspace(), computing), 1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE at (made TIMESTAMP DEFAULT now(), day DATE DEFAULT CURRENT_DATE, word TEXT DEFAULT 'new')",
                "SELECT pg_catalog.set_config('search_path', 'public', false)",
                "CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN NEW.made = now(); RETURN NEW; END $$",
                "CREATE TYPE mood AS ENUM ('now and then', 'never'); COMMENT ON TYPE mood IS 'a mood'",
                "BEGIN; CREATE UNIQUE INDEX i ON pg_temp.t (id); COMMIT",
            })
    void what_follows_from_the_text_is_kept(String script) {
        try (TestDatabase main = TestDatabase.create("postgresql")) {
            Migration plain = Migration.of(
                    "1", script.contains("pg_temp") ? "CREATE TEMP TABLE t (id INTEGER);" + script : script);
            diagnose(main.workspace(), plain);
            assertThat(diagnose(main.workspace(), plain).shadowDatabases()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "emptied", "one bit", "more", "the other's", "deleted"})
    void a_file_that_is_not_as_it_was_written_is_not_believed(String damage) throws IOException {
        try (TestDatabase main = TestDatabase.create("sqlite")) {
            apply(main, FIRST);
            diagnose(main.workspace(), FIRST);
            Path file = files().get(0);
            byte[] bytes = Files.readAllBytes(file);
            switch (damage) {
                case "cut" -> Files.write(file, Arrays.copyOf(bytes, bytes.length - 9));
                case "emptied" -> Files.write(file, new byte[0]);
                case "one bit" -> {
                    bytes[bytes.length / 2] ^= 4;
                    Files.write(file, bytes);
                    bytes[bytes.length / 2] ^= 4;
                }
                case "more" -> Files.write(file, Arrays.copyOf(bytes, bytes.length + 1));
                case "the other's" -> {
                    diagnose(main.workspace(), SECOND);
                    Path other = files().stream()
                            .filter(found -> !found.equals(file))
                            .findFirst()
                            .orElseThrow();
                    Files.copy(other, file, StandardCopyOption.REPLACE_EXISTING);
                }
                default -> Files.delete(file);
            }

            CachedRun seen = diagnose(main.workspace(), FIRST);

            assertReplays(seen, 1);
            assertThat(seen.diagnosis()).isInstanceOf(DevDiagnosis.CreateMigration.class);
            assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
            assertThat(diagnose(main.workspace(), FIRST).shadowDatabases()).isZero();
        }
    }

    @Test
    void runs_side_by_side_do_not_disturb_each_other() throws Exception {
        try (TestDatabase main = TestDatabase.create("sqlite")) {
            apply(main, FIRST, SECOND);
            ExecutorService runners = Executors.newFixedThreadPool(4);
            try {
                List<Callable<CachedRun>> runs = new ArrayList<>();
                for (int i = 0; i < 24; i++) {
                    Migration[] history =
                            i % 2 == 0 ? new Migration[] {FIRST, SECOND} : new Migration[] {SECOND, FIRST};
                    runs.add(() -> diagnose(main.workspace(), history));
                }
                for (Future<CachedRun> run : runners.invokeAll(runs)) {
                    assertThat(run.get().diagnosis()).isInstanceOf(DevDiagnosis.CreateMigration.class);
                }
            } finally {
                runners.shutdown();
            }
            assertThat(files()).hasSize(2);
            assertThat(diagnose(main.workspace(), FIRST, SECOND).shadowDatabases())
                    .isZero();
        }
    }

    @Test
    void a_folder_that_cannot_be_written_costs_time_only() throws IOException {
        try (TestDatabase main = TestDatabase.create("sqlite")) {
            Files.writeString(folder.resolve("replays"), "a file where the folder should be");
            assertReplays(diagnose(main.workspace(), FIRST), 1);
            assertReplays(diagnose(main.workspace(), FIRST), 1);
        }
    }

    @Test
    void an_engine_that_nobody_gave_a_folder_keeps_nothing() {
        try (TestDatabase main = TestDatabase.create("sqlite");
                Engine engine = Engine.builder().build()) {
            engine.devDiagnostic(main.workspace(), history(FIRST));
            assertThat(files()).isEmpty();
        }
    }

    private static void assertReplays(CachedRun seen, int migrations) {
        seen.assertReplayed(migrations);
    }

    private CachedRun diagnose(Workspace workspace, Migration... migrations) {
        return CachedRun.of(folder.resolve("replays"), workspace, migrations);
    }

    private static void apply(TestDatabase main, Migration... migrations) {
        try (Engine engine = Engine.builder().build()) {
            engine.applyMigrations(main.workspace(), history(migrations));
        }
    }

    private static MigrationHistory history(Migration... migrations) {
        return new MigrationHistory(Optional.empty(), List.of(migrations));
    }

    private List<Path> files() {
        Path replays = folder.resolve("replays");
        if (!Files.isDirectory(replays)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(replays)) {
            return files.toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
