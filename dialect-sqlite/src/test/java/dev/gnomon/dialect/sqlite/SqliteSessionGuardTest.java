package dev.gnomon.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.MigrationLock;
import dev.gnomon.engine.dialect.SessionState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteSessionGuardTest {

    @TempDir
    Path folder;

    private final SqliteConnector connector = new SqliteConnector();
    private final SqliteSessionGuard guard = new SqliteSessionGuard();
    private DatabaseTarget target;

    @BeforeEach
    void make_a_database() throws Exception {
        target = new DatabaseTarget("file:./dev.db?socket_timeout=0", folder);
        connector.createDatabase(target);
        try (Connection connection = connector.connect(target)) {
            run(connection, "CREATE TABLE t (a INTEGER CHECK (a > 0)); INSERT INTO t VALUES (1)");
        }
    }

    private static void run(Connection connection, String script) throws SQLException {
        new SqliteScriptRunner().run(connection, script);
    }

    private static String value(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    private static List<String> databases(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA database_list")) {
            while (rows.next()) {
                names.add(rows.getString(2));
            }
        }
        return names;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRAGMA foreign_keys=OFF",
                "pragma main.foreign_keys(0)",
                "PRAGMA recursive_triggers=ON",
                "PRAGMA legacy_alter_table=ON",
                "PRAGMA ignore_check_constraints=ON",
                "PRAGMA writable_schema=ON",
                "PRAGMA query_only=ON",
                "PRAGMA full_column_names=ON; PRAGMA short_column_names=OFF",
                "PRAGMA count_changes=ON; PRAGMA empty_result_callbacks=ON",
                "PRAGMA reverse_unordered_selects=ON",
                "PRAGMA trusted_schema=OFF",
                "PRAGMA busy_timeout=12345",
                "PRAGMA locking_mode=EXCLUSIVE; INSERT INTO t VALUES (2)",
                "PRAGMA main.locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; INSERT INTO t VALUES (2)",
                "PRAGMA journal_mode=OFF",
                "PRAGMA journal_mode=TRUNCATE",
                "PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY",
                "PRAGMA max_page_count=10; PRAGMA cache_size=1",
                "PRAGMA cache_spill=OFF",
                "PRAGMA read_uncommitted=ON; PRAGMA automatic_index=OFF; PRAGMA analysis_limit=3",
                "PRAGMA secure_delete=FAST",
                "PRAGMA secure_delete=ON; PRAGMA threads=2; PRAGMA wal_autocheckpoint=7; PRAGMA journal_size_limit=9",
            })
    void settings_are_put_back(String script) throws SQLException {
        try (Connection connection = connector.connect(target)) {
            SessionState before = guard.read(connection);
            run(connection, script);

            List<String> changed = guard.putBack(connection, before, script);

            assertThat(changed).isNotEmpty();
            SessionState after = guard.read(connection);
            if (value(connection, "PRAGMA journal_mode").equals("wal")) {
                assertThat(after.settings().get("locking_mode")).isEqualTo("normal");
            } else {
                assertThat(after).isEqualTo(before);
            }
            try (Connection other = connector.connect(target)) {
                run(other, "INSERT INTO t VALUES (3)");
            }
        }
    }

    @Test
    void a_session_that_no_word_can_have_changed_is_not_asked() throws SQLException {
        try (Connection connection = connector.connect(target)) {
            SessionState before = guard.read(connection);
            connection.close();
            assertThat(guard.putBack(connection, before, "CREATE TABLE a (b)")).isEmpty();
        }
    }

    @Test
    void letters_are_compared_as_before() throws SQLException {
        try (Connection connection = connector.connect(target)) {
            SessionState before = guard.read(connection);
            String script = "PRAGMA case_sensitive_like=ON";
            run(connection, script);
            assertThat(value(connection, "SELECT 'a' LIKE 'A'")).isEqualTo("0");

            guard.putBack(connection, before, script);

            assertThat(value(connection, "SELECT 'a' LIKE 'A'")).isEqualTo("1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TEMP TABLE t (b); CREATE TEMP TRIGGER g AFTER INSERT ON main.t BEGIN DELETE FROM t; END",
                "CREATE TABLE \"temp\".t (b)",
                "CREATE TEMPORARY VIEW t AS SELECT 7 AS b",
                "CREATE VIRTUAL TABLE temp.t USING fts5(b)",
                "PRAGMA temp_store=MEMORY; CREATE TEMP TABLE t (b PRIMARY KEY REFERENCES t (b)); INSERT INTO temp.t VALUES (NULL)",
            })
    void temporary_objects_that_hide_those_of_the_file_go(String script) throws SQLException {
        try (Connection connection = connector.connect(target)) {
            SessionState before = guard.read(connection);
            run(connection, script);
            assertThat(value(connection, "SELECT count(*) FROM pragma_table_info('t') WHERE name = 'b'"))
                    .isEqualTo("1");

            guard.putBack(connection, before, script);

            assertThat(value(connection, "SELECT count(*) FROM temp.sqlite_schema"))
                    .isEqualTo("0");
            assertThat(value(connection, "SELECT a FROM t")).isEqualTo("1");
            assertThat(guard.read(connection)).isEqualTo(before);
        }
    }

    @Test
    void a_database_that_a_script_attached_is_detached() throws Exception {
        Path other = Files.createFile(folder.resolve("other.db"));
        try (Connection connection = connector.connect(target)) {
            SessionState before = guard.read(connection);
            String script =
                    "ATTACH '" + other + "' AS \"o\"\"ther\"; CREATE TABLE \"o\"\"ther\"._prisma_migrations (a);"
                            + " INSERT INTO \"o\"\"ther\"._prisma_migrations VALUES (1); ATTACH '' AS m";
            run(connection, script);

            assertThat(guard.putBack(connection, before, script)).containsExactly("database o\"ther", "database m");

            assertThat(databases(connection)).isSubsetOf("main", "temp");
        }
    }

    @Test
    void the_lock_that_gnomon_holds_is_kept() throws SQLException {
        try (Connection connection = connector.connect(target);
                MigrationLock.Held held = new SqliteMigrationLock().acquire(connection, Duration.ofMillis(50))) {
            assertThat(held).isNotNull();
            SessionState before = guard.read(connection);
            String script = "PRAGMA locking_mode=NORMAL; SELECT * FROM t";
            run(connection, script);

            assertThat(guard.putBack(connection, before, script)).containsExactly("locking_mode");

            try (Connection other = open()) {
                assertThat(other).isNull();
            } catch (RuntimeException locked) {
                assertThat(locked).hasMessageContaining("locked");
            }
        }
    }

    private Connection open() {
        return connector.connect(target);
    }
}
