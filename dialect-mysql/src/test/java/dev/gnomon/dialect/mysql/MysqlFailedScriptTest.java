package dev.gnomon.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gnomon.engine.dialect.ScriptFailedException;
import dev.gnomon.engine.dialect.ScriptFailedException.Failure;
import dev.gnomon.engine.tck.server.TestServer;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said about scripts that fail, held against what the server shows, and what is refused before. */
class MysqlFailedScriptTest {

    private static final String ROW = "INSERT INTO r VALUES (%d)";
    private static final String TABLE = "CREATE TABLE t%d (id INT)";

    /** Stretches of scripts that leave no transaction open. */
    private static final List<List<String>> STRETCHES = List.of(
            List.of(TABLE, ROW),
            List.of("BEGIN", ROW, ROW, "COMMIT"),
            List.of("START TRANSACTION", ROW, TABLE, ROW),
            List.of("BEGIN WORK", ROW, "ROLLBACK"),
            List.of("BEGIN", ROW, "SAVEPOINT s", ROW, "ROLLBACK TO s", ROW, "COMMIT"),
            List.of("BEGIN", ROW, "COMMIT AND CHAIN", ROW, "COMMIT"),
            List.of("BEGIN", ROW, "ROLLBACK AND CHAIN", ROW, "COMMIT"),
            List.of("SET autocommit = 0", ROW, "ROLLBACK", ROW, "SET autocommit = 1"),
            List.of("XA START 'x'", ROW, "XA END 'x'", "XA COMMIT 'x' ONE PHASE"));

    private static Failure failureOf(ScratchDatabase database, String script) {
        return catchThrowableOfType(ScriptFailedException.class, () -> database.run(script))
                .failure();
    }

    @ParameterizedTest
    @MethodSource("dev.gnomon.dialect.mysql.ScratchDatabase#servers")
    void of_a_script_with_transactions_of_its_own_is_kept_what_the_server_shows(TestServer server) throws SQLException {
        int tried = 0;
        for (int first = 0; first < STRETCHES.size(); first++) {
            List<String> second = STRETCHES.get((first * 3 + 1) % STRETCHES.size());
            List<String> statements = new ArrayList<>(STRETCHES.get(first));
            statements.addAll(second);
            for (int failing = 0; failing <= statements.size(); failing++) {
                List<String> broken = new ArrayList<>(statements);
                broken.add(failing, tried % 2 == 0 ? "INSERT INTO missing VALUES (1)" : "SELEC 1");
                tried++;
                try (ScratchDatabase database = new ScratchDatabase(server)) {
                    judge(database, broken, failing);
                }
            }
        }
        assertThat(tried).isGreaterThan(40);
    }

    private static void judge(ScratchDatabase database, List<String> statements, int failing) throws SQLException {
        database.run("CREATE TABLE r (id INT)");
        StringBuilder script = new StringBuilder();
        for (int index = 0; index < statements.size(); index++) {
            script.append(statements.get(index).replace("%d", String.valueOf(index)))
                    .append(";\n");
        }
        Failure failure = failureOf(database, script.toString());
        int kept = failure.kept().orElseThrow();
        assertThat(failure.statementIndex()).as(script.toString()).contains(failing);
        try (ScratchDatabase.Look look = database.look()) {
            assertThat(look.list("SELECT id FROM r ORDER BY id"))
                    .as("kept " + kept + ", taken back " + failure.takenBack() + " of\n" + script)
                    .isEqualTo(expected(statements, failure, ROW));
            assertThat(
                            look.list(
                                    "SELECT SUBSTRING(table_name, 2) FROM information_schema.tables WHERE"
                                            + " table_schema = DATABASE() AND table_name LIKE 't%' ORDER BY LENGTH(table_name), table_name"))
                    .as(script.toString())
                    .isEqualTo(expected(statements, failure, TABLE));
        }
    }

    private static String expected(List<String> statements, Failure failure, String statement) {
        return IntStream.range(0, failure.kept().orElseThrow())
                .filter(index -> statements.get(index).equals(statement))
                .filter(index -> !failure.takenBack().contains(index))
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(","));
    }

    @ParameterizedTest
    @MethodSource("dev.gnomon.dialect.mysql.ScratchDatabase#servers")
    void a_procedure_may_have_left_something(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            database.run("CREATE TABLE r (id INT PRIMARY KEY);\n"
                    + "CREATE PROCEDURE p() BEGIN INSERT INTO r VALUES (1); INSERT INTO r VALUES (1); END;");

            Failure failure = failureOf(database, "SELECT 1;\nCALL p();");

            assertThat(database.text("SELECT COUNT(*) FROM r")).isEqualTo("1");
            assertThat(failure.kept()).contains(1);
            assertThat(failure.leftBehind()).contains("What the procedure did before it failed may stay.");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.gnomon.dialect.mysql.ScratchDatabase#servers")
    void a_prepared_transaction_is_told(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            database.run("CREATE TABLE r (id INT PRIMARY KEY)");
            String id = "'" + database.text("SELECT DATABASE()") + "'";

            Failure failure = failureOf(
                    database,
                    "XA START " + id + ";\nINSERT INTO r VALUES (1);\nXA END " + id + ";\nXA PREPARE " + id
                            + ";\nSELECT nothing;");

            // It holds locks for as long as it waits.
            try (Statement statement = database.connection.createStatement()) {
                statement.execute("XA ROLLBACK " + id);
            }
            assertThat(failure.kept()).contains(0);
            assertThat(failure.leftBehind().orElseThrow()).contains("XA RECOVER");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.gnomon.dialect.mysql.ScratchDatabase#servers")
    void a_script_that_sets_how_quotes_are_read_is_split_so(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            database.run("""
                    CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY, v VARCHAR(50));
                    SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_BACKSLASH_ESCAPES';
                    INSERT INTO t (v) VALUES ('back\\');
                    INSERT INTO t (v) VALUES ('a;b');
                    SET SQL_MODE=@OLD_SQL_MODE;
                    INSERT INTO t (v) VALUES ('it\\'s; one');
                    SET SESSION sql_mode = CONCAT(@@sql_mode, ',ANSI_QUOTES');
                    CREATE TABLE "odd\\" (id INT);
                    INSERT INTO t (v) VALUES ('end');
                    SET sql_mode = DEFAULT;
                    INSERT INTO t (v) VALUES ("two;\\"");
                    """);
            assertThat(database.text("SELECT GROUP_CONCAT(v ORDER BY id SEPARATOR '|') FROM t"))
                    .isEqualTo("back\\|a;b|it's; one|end|two;\"");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.gnomon.dialect.mysql.ScratchDatabase#servers")
    void a_session_that_reads_quotes_otherwise_splits_so_from_the_beginning(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            try (Statement statement = database.connection.createStatement()) {
                statement.execute("SET SESSION sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'");
            }
            String script =
                    "CREATE TABLE t (v VARCHAR(9));\nINSERT INTO t VALUES ('back\\');\nINSERT INTO t VALUES ('x');\n";
            database.run(script);
            assertThat(database.text("SELECT COUNT(*) FROM t")).isEqualTo("2");
            assertThat(new MysqlScriptRunner().split(database.connection, script))
                    .hasSize(3);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.gnomon.dialect.mysql.ScratchDatabase#servers")
    void commands_of_the_client_are_refused_before_anything_runs(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            for (String command : List.of(
                    "SOURCE other.sql;",
                    "source other.sql",
                    "\\. other.sql",
                    "\\! ls",
                    "SELECT 1 \\G",
                    "tee log.txt",
                    "\\u other")) {
                Failure failure = failureOf(
                        database,
                        "CREATE TABLE a (x INT);\n/* \\. this */ -- \\. that\n" + command
                                + "\nCREATE TABLE b (x INT);");
                assertThat(failure.report()).as(command).contains("mysql client commands cannot be run: line 3 is `");
                assertThat(failure.line()).contains(3);
                assertThat(failure.rolledBack()).isTrue();
            }
            assertThat(database.introspect().tables()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.gnomon.dialect.mysql.ScratchDatabase#servers")
    void a_dump_of_mariadb_runs(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            database.run("""
                    /*M!999999\\- enable the sandbox mode */\s
                    -- MariaDB dump 10.19  Distrib 10.11.11-MariaDB, for debian-linux-gnu (x86_64)
                    /*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
                    /*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
                    CREATE TABLE `a` (
                      `x` varchar(20) DEFAULT 'SOURCE; \\\\. \\\\'
                    );
                    DELIMITER ;;
                    CREATE TRIGGER tr BEFORE INSERT ON a FOR EACH ROW BEGIN SET NEW.x = 'y'; END ;;
                    DELIMITER ;
                    /*!40101 SET SQL_MODE=@OLD_SQL_MODE */;
                    """);
            assertThat(database.introspect().tables()).hasSize(1);
            Failure failure =
                    failureOf(database, "/*M!999999\\- enable the sandbox mode */\n\nCREATE TABLE a (x INT);");
            assertThat(failure.line()).contains(3);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.gnomon.dialect.mysql.ScratchDatabase#servers")
    void a_user_or_a_database_that_is_there_already_is_explained(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            String user = "'" + database.text("SELECT LEFT(DATABASE(), 30)") + "'";
            database.run("CREATE USER " + user);
            assertThat(failureOf(database, "CREATE USER " + user).remedy().orElseThrow())
                    .contains("shared by all databases of this server", "CREATE USER IF NOT EXISTS");
            database.run("DROP USER " + user);
            assertThat(failureOf(database, "DROP USER " + user).remedy().orElseThrow())
                    .contains("DROP USER IF EXISTS");
            assertThat(failureOf(database, "CREATE DATABASE " + database.text("SELECT DATABASE()"))
                            .remedy()
                            .orElseThrow())
                    .contains("Databases belong to the server");
        }
    }
}
