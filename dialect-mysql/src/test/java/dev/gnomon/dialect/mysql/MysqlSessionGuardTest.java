package dev.gnomon.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.dialect.SessionState;
import dev.gnomon.engine.tck.server.TestServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a script does to its session, and what is left of that afterwards. */
class MysqlSessionGuardTest {

    private static final String SERVERS = "dev.gnomon.dialect.mysql.ScratchDatabase#servers";

    private final MysqlSessionGuard guard = new MysqlSessionGuard();

    /** Run a script and put back what it changed. */
    private List<String> putBackAfter(ScratchDatabase database, String script) throws SQLException {
        SessionState before = guard.read(database.connection);
        database.run(script);
        List<String> back = guard.putBack(database.connection, before, script);
        assertThat(guard.read(database.connection)).as(script).isEqualTo(before);
        return back;
    }

    @ParameterizedTest
    @MethodSource(SERVERS)
    void the_session_is_back_in_its_database(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server);
                ScratchDatabase other = new ScratchDatabase(server)) {
            String name = other.text("SELECT DATABASE()");
            assertThat(putBackAfter(database, "USE `" + name + "`")).containsExactly("database");
            assertThat(putBackAfter(database, "use/**/`" + name + "`; CREATE TABLE t (id INT)"))
                    .containsExactly("database");
            assertThat(other.text("SELECT COUNT(*) FROM t")).isEqualTo("0");
            assertThat(putBackAfter(database, "CREATE TABLE t (id INT)")).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(SERVERS)
    void a_database_that_is_gone_makes_the_session_useless(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            SessionState before = guard.read(database.connection);
            String script = "DROP DATABASE `" + before.place().database().orElseThrow() + "`";
            database.run(script);
            assertThatThrownBy(() -> guard.putBack(database.connection, before, script))
                    .isInstanceOf(SQLException.class);
        }
    }

    @ParameterizedTest
    @MethodSource(SERVERS)
    void settings_are_what_they_were(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            new MysqlConnector().limitLockWaits(database.connection, Duration.ofSeconds(7));
            String dump = """
                    SET @OLD_SQL_MODE = @@SQL_MODE, SQL_MODE = 'NO_BACKSLASH_ESCAPES,ANSI_QUOTES';
                    SET NAMES latin1;
                    SET TIME_ZONE = '+05:00', FOREIGN_KEY_CHECKS = 0, unique_checks = 0;
                    SET lock_wait_timeout = 99, innodb_lock_wait_timeout = 99;
                    SET sql_select_limit = 1, group_concat_max_len = 64, sql_safe_updates = 1, sql_auto_is_null = 1;
                    SET SESSION TRANSACTION ISOLATION LEVEL READ UNCOMMITTED;
                    SET timestamp = 1000, character_set_server = latin1, completion_type = 2;
                    """;
            assertThat(putBackAfter(database, dump))
                    .contains(
                            "sql_mode",
                            "character_set_client",
                            "time_zone",
                            "foreign_key_checks",
                            "unique_checks",
                            "lock_wait_timeout",
                            "innodb_lock_wait_timeout",
                            "sql_select_limit",
                            "sql_auto_is_null");
            assertThat(database.text("SELECT @@lock_wait_timeout")).isEqualTo("7");
            assertThat(database.text("SELECT NOW() > '2000-01-01'")).isEqualTo("1");
        }
    }

    @ParameterizedTest
    @MethodSource(SERVERS)
    void what_a_program_or_a_text_changes_is_put_back_too(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            assertThat(putBackAfter(
                            database,
                            "SET @s = CONCAT('S', 'ET foreign_key_checks = 0'); PREPARE s FROM @s; EXECUTE s;"))
                    .containsExactly("foreign_key_checks");
            database.run("CREATE PROCEDURE p() SET unique_checks = 0");
            assertThat(putBackAfter(database, "CALL p()")).containsExactly("unique_checks");
        }
    }

    @ParameterizedTest
    @MethodSource(SERVERS)
    void everyday_scripts_cost_nothing(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            SessionState before = guard.read(database.connection);
            String counter = "SHOW SESSION STATUS WHERE Variable_name = 'Questions'";
            long started = count(database, counter);
            guard.putBack(
                    database.connection,
                    before,
                    "CREATE TABLE `User` (`id` INT, `s` SET('a'), `because` INT) DEFAULT CHARACTER SET utf8mb4;"
                            + " ALTER TABLE `User` ADD FOREIGN KEY (`id`) REFERENCES `a`(`id`) ON DELETE SET NULL");
            assertThat(count(database, counter) - started).isEqualTo(1);
        }
    }

    private static long count(ScratchDatabase database, String counter) throws SQLException {
        try (var statement = database.connection.createStatement();
                var row = statement.executeQuery(counter)) {
            row.next();
            return row.getLong(2);
        }
    }

    @ParameterizedTest
    @MethodSource(SERVERS)
    void temporary_tables_and_open_handlers_go(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server);
                ScratchDatabase beside = new ScratchDatabase(server)) {
            database.run("CREATE TABLE t (id INT); INSERT INTO t VALUES (1)");
            putBackAfter(
                    database,
                    "CREATE TEMPORARY TABLE t (id INT); create temporary /* it's */ table if not exists `u` (id INT);"
                            + " SET @s = 'CREATE TEMPORARY TABLE v (id INT)'; PREPARE s FROM @s; EXECUTE s");
            assertThat(database.text("SELECT COUNT(*) FROM t")).isEqualTo("1");
            assertThatThrownBy(() -> database.text("SELECT * FROM u")).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> database.text("SELECT * FROM v")).isInstanceOf(SQLException.class);
            String name = database.text("SELECT DATABASE()");
            putBackAfter(database, "HANDLER t OPEN AS h; HANDLER h READ FIRST; HANDLER t OPEN");
            beside.run("SET lock_wait_timeout = 1; DROP TABLE `" + name + "`.t");
        }
    }

    @ParameterizedTest
    @MethodSource(SERVERS)
    void the_role_is_what_it_was(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            String role = "r" + database.text("SELECT LEFT(REPLACE(UUID(), '-', ''), 12)");
            String account = database.text("SELECT CURRENT_USER()").replace("@", "'@'");
            database.run("CREATE ROLE '" + role + "'; GRANT '" + role + "' TO '" + account + "'");
            try {
                assertThat(putBackAfter(database, "SET ROLE '" + role + "'")).containsExactly("role");
                database.run("SET ROLE '" + role + "'");
                assertThat(putBackAfter(database, "SET ROLE NONE")).containsExactly("role");
            } finally {
                database.run("SET ROLE NONE; DROP ROLE '" + role + "'");
            }
        }
    }
}
