package dev.gnomon.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.MigrationLock;
import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.dialect.ShadowMark;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a configured shadow file may hold, and the mark of the run that works in it. */
class SqliteSignOfUseTest {

    private static final ShadowMark MARK = new ShadowMark("a-run", Instant.parse("2026-02-03T04:05:06Z"));

    @TempDir
    Path folder;

    private final SqliteConfiguredShadowDatabase databases = new SqliteConfiguredShadowDatabase();
    private final SessionPlace place = new SessionPlace(Optional.of("main"), Optional.empty());

    private Optional<String> sign(String script) throws SQLException {
        try (MemoryDatabase database = new MemoryDatabase()) {
            new SqliteScriptRunner().run(database.connection(), script);
            return databases.signOfUse(database.connection(), place);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE t (a); INSERT INTO t VALUES (NULL)",
                "CREATE TABLE t (a PRIMARY KEY) WITHOUT ROWID; INSERT INTO t VALUES (1)",
                "CREATE TABLE _cf_KV (k, v); INSERT INTO _cf_KV VALUES (1, 2)",
                "CREATE TABLE d1_migrations (k); INSERT INTO d1_migrations VALUES (1)",
                "CREATE VIRTUAL TABLE notes USING fts5(body); INSERT INTO notes VALUES ('x')",
                "CREATE VIRTUAL TABLE notes USING fts5(body, content=''); INSERT INTO notes(rowid, body) VALUES (1, 'x')",
                "CREATE VIRTUAL TABLE notes USING fts5(body, content='', columnsize=0);"
                        + " INSERT INTO notes(rowid, body) VALUES (1, 'x')",
                "CREATE VIRTUAL TABLE notes USING fts4(body); INSERT INTO notes VALUES ('x')",
                "CREATE VIRTUAL TABLE notes USING fts3(body); INSERT INTO notes VALUES ('x')",
                "CREATE VIRTUAL TABLE places USING rtree(id, a, b); INSERT INTO places VALUES (1, 2, 3)",
                "CREATE TABLE \"we\"\"ird\" (a); INSERT INTO \"we\"\"ird\" VALUES (1)",
                "CREATE VIEW v AS SELECT 1",
                "CREATE VIEW broken AS SELECT * FROM nowhere",
                "CREATE TABLE t (a); CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM t; END",
                "PRAGMA writable_schema=ON; INSERT INTO sqlite_schema VALUES ('table', 'c', 'c', 0,"
                        + " 'CREATE VIRTUAL TABLE c USING nobody_knows(x)'); PRAGMA writable_schema=RESET",
                "CREATE VIRTUAL TABLE notes USING fts5(body); PRAGMA writable_schema=ON;"
                        + " UPDATE sqlite_schema SET sql = 'CREATE VIRTUAL TABLE notes USING gone(body)'"
                        + " WHERE name = 'notes'; PRAGMA writable_schema=RESET",
            })
    void what_somebody_could_miss_is_told(String script) throws SQLException {
        assertThat(sign(script)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO t VALUES (1); DELETE FROM t; ANALYZE",
                "CREATE TABLE t (a); CREATE INDEX i ON t (a)",
                "CREATE VIRTUAL TABLE notes USING fts5(body)",
                "CREATE VIRTUAL TABLE notes USING fts5(body, content='')",
                "CREATE VIRTUAL TABLE notes USING fts4(body)",
                "CREATE VIRTUAL TABLE places USING rtree(id, a, b)",
                "PRAGMA user_version=7",
            })
    void tables_without_rows_are_nothing(String script) throws SQLException {
        assertThat(sign(script)).isEmpty();
    }

    private DatabaseTarget file() {
        DatabaseTarget target = new DatabaseTarget("file:./shadow.db?socket_timeout=0", folder);
        new SqliteConnector().createDatabase(target);
        return target;
    }

    @Test
    void a_mark_in_the_head_of_the_file_is_that_of_an_unknown_run_and_goes_with_it() throws SQLException {
        try (Connection connection = new SqliteConnector().connect(file())) {
            new SqliteScriptRunner().run(connection, "PRAGMA application_id=0x676e6f6d; CREATE TABLE t (a)");

            assertThat(databases.readMark(connection, place)).contains(new ShadowMark("", Instant.EPOCH));
            assertThat(databases.signOfUse(connection, place)).isEmpty();
            databases.mark(connection, place, MARK);
            assertThat(databases.readMark(connection, place)).contains(MARK);
            databases.unmark(connection, place);
            assertThat(databases.readMark(connection, place)).isEmpty();
        }
    }

    @Test
    void the_number_of_another_program_in_the_head_of_the_file_stays() throws SQLException {
        try (Connection connection = new SqliteConnector().connect(file())) {
            new SqliteScriptRunner().run(connection, "PRAGMA application_id=252006673");

            databases.mark(connection, place, MARK);
            databases.unmark(connection, place);

            assertThat(text(connection, "PRAGMA application_id")).isEqualTo("252006673");
        }
    }

    @Test
    void a_write_ahead_log_is_laid_aside_while_a_run_works_in_the_file() throws SQLException {
        DatabaseTarget target = file();
        try (Connection watch = new SqliteConnector().connect(target)) {
            new SqliteScriptRunner().run(watch, "PRAGMA journal_mode=WAL; CREATE TABLE t (a)");
            databases.mark(watch, place, MARK);
            try (Connection work = new SqliteConnector().connect(target)) {
                for (String journal : new String[] {"WAL", "DELETE", "WAL", "TRUNCATE", "WAL"}) {
                    new SqliteScriptRunner()
                            .run(work, "PRAGMA journal_mode=" + journal + "; CREATE TABLE IF NOT EXISTS u (a)");
                    assertThat(text(work, "PRAGMA journal_mode")).isEqualToIgnoringCase(journal);
                    assertThat(databases.readMark(watch, place)).contains(MARK);
                }
            }
            new SqliteDatabaseReset().reset(watch, place, IntrospectionScope.DEFAULT_NAMESPACE);
            databases.unmark(watch, place);
            assertThat(text(watch, "PRAGMA journal_mode")).isEqualTo("wal");
        }
        try (Connection later = new SqliteConnector().connect(target)) {
            databases.mark(later, place, MARK);
            try (Connection work = new SqliteConnector().connect(target)) {
                new SqliteScriptRunner().run(work, "PRAGMA journal_mode=WAL");
            }
            new SqliteDatabaseReset().reset(later, place, IntrospectionScope.DEFAULT_NAMESPACE);
            assertThat(text(later, "PRAGMA journal_mode")).isEqualTo("wal");
        }
    }

    @Test
    void a_log_that_a_script_began_is_gone_after_the_reset() throws SQLException {
        DatabaseTarget target = file();
        try (Connection watch = new SqliteConnector().connect(target)) {
            databases.mark(watch, place, MARK);
            try (Connection work = new SqliteConnector().connect(target)) {
                new SqliteScriptRunner().run(work, "PRAGMA journal_mode=WAL; CREATE TABLE t (a)");
            }
            new SqliteDatabaseReset().reset(watch, place, IntrospectionScope.DEFAULT_NAMESPACE);
            assertThat(text(watch, "PRAGMA journal_mode")).isEqualTo("delete");
        }
        assertThat(folder.toFile().list()).containsExactly("shadow.db");
    }

    @Test
    void a_file_is_held_against_everybody_and_memory_against_nobody() throws SQLException {
        DatabaseTarget target = file();
        try (Connection one = new SqliteConnector().connect(target);
                Connection memory = SqliteConnector.open(Optional.empty(), false, Duration.ZERO);
                MigrationLock.Held held = databases.hold(one, place, Duration.ZERO);
                MigrationLock.Held nothing = databases.hold(memory, place, Duration.ZERO)) {
            assertThat(held).isNotNull();
            assertThat(nothing).isNotNull();
            assertThat(new SqliteConnector().identify(memory, target))
                    .isEqualTo(new SqliteConnector().identify(memory, target));
        }
        assertThat(folder.toFile().list()).containsExactly("shadow.db");
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }
}
