package dev.gnomon.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gnomon.engine.dialect.ScriptFailedException;
import dev.gnomon.engine.tck.server.TestServer;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What runs of a script, and what a failure tells. */
class MysqlScriptRunnerTest {

    @ParameterizedTest
    @MethodSource("dev.gnomon.dialect.mysql.ScratchDatabase#servers")
    void says_which_statement_failed_and_what_ran_before(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            ScriptFailedException failure = catchThrowableOfType(
                    ScriptFailedException.class,
                    () -> database.run(
                            "CREATE TABLE a (id INT);\n\nCREATE TABLE a (id INT);\nCREATE TABLE b (id INT);"));
            assertThat(failure.failure().databaseCode()).contains("1050");
            assertThat(failure.failure().report())
                    .isEqualTo("Table 'a' already exists\n\nPlease check the query number 2 from the migration file.");
            assertThat(failure.failure().statementIndex()).contains(1);
            assertThat(failure.failure().line()).contains(3);
            assertThat(failure.failure().statement()).contains("CREATE TABLE a (id INT)");
            assertThat(failure.failure().rolledBack()).isFalse();
            assertThat(database.introspect().tables()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.gnomon.dialect.mysql.ScratchDatabase#servers")
    void takes_back_an_open_transaction(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            database.run("CREATE TABLE a (id INT PRIMARY KEY)");
            catchThrowableOfType(
                    ScriptFailedException.class,
                    () -> database.run(
                            "START TRANSACTION; INSERT INTO a VALUES (1); INSERT INTO a VALUES (1); COMMIT"));
            assertThat(database.text("SELECT COUNT(*) FROM a")).isEqualTo("0");
            database.run("INSERT INTO a VALUES (2)");
            assertThat(database.text("SELECT COUNT(*) FROM a")).isEqualTo("1");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.gnomon.dialect.mysql.ScratchDatabase#servers")
    void runs_stored_programs_with_and_without_delimiters(TestServer server) throws SQLException {
        try (ScratchDatabase database = new ScratchDatabase(server)) {
            database.run("""
                    CREATE TABLE t (id INT, note VARCHAR(50));
                    CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW
                    BEGIN
                        IF NEW.note IS NULL THEN
                            SET NEW.note = '{d ''x'';}';
                        END IF;
                    END;
                    DELIMITER //
                    CREATE PROCEDURE fill() BEGIN INSERT INTO t (id) VALUES (1); INSERT INTO t (id) VALUES (2); END//
                    DELIMITER ;
                    CALL fill();
                    """);
            assertThat(database.text("SELECT COUNT(*) FROM t WHERE note = '{d ''x'';}'"))
                    .isEqualTo("2");
        }
    }
}
