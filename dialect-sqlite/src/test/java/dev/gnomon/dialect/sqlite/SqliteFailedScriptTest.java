package dev.gnomon.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gnomon.engine.dialect.ScriptFailedException;
import dev.gnomon.engine.dialect.ScriptFailedException.Failure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said about scripts that fail, held against what the file's own catalog shows. */
class SqliteFailedScriptTest {

    private static final String TABLE = "CREATE TABLE t%02d (id int)";

    /** Stretches of scripts that leave no transaction open. */
    private static final List<List<String>> STRETCHES = List.of(
            List.of(TABLE, TABLE),
            List.of("BEGIN", TABLE, TABLE, "COMMIT"),
            List.of("BEGIN IMMEDIATE", TABLE, "END TRANSACTION"),
            List.of("BEGIN", TABLE, "ROLLBACK"),
            List.of("BEGIN", TABLE, "SAVEPOINT s", TABLE, "ROLLBACK TO s", TABLE, "RELEASE s", "COMMIT"),
            List.of("SAVEPOINT a", TABLE, "SAVEPOINT b", TABLE, "RELEASE b", "RELEASE a"),
            List.of("PRAGMA foreign_keys=OFF", TABLE, "PRAGMA foreign_keys=ON"),
            List.of(TABLE, "VACUUM", TABLE));

    private final SqliteScriptRunner runner = new SqliteScriptRunner();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void of_a_script_with_transactions_of_its_own_is_kept_what_the_catalog_shows(int first) throws SQLException {
        int tried = 0;
        for (List<String> second : STRETCHES) {
            List<String> statements = new ArrayList<>(STRETCHES.get(first));
            statements.addAll(second);
            for (int failing = 0; failing <= statements.size(); failing++) {
                List<String> broken = new ArrayList<>(statements);
                broken.add(failing, tried % 2 == 0 ? "SELECT nothing" : "CREATE TABLE (x)");
                tried++;
                judge(broken, failing);
            }
        }
        assertThat(tried).isGreaterThan(40);
    }

    private void judge(List<String> statements, int failing) throws SQLException {
        StringBuilder script = new StringBuilder();
        for (int index = 0; index < statements.size(); index++) {
            script.append(statements.get(index).replace("%02d", "%02d".formatted(index)))
                    .append(";\n");
        }
        try (MemoryDatabase database = new MemoryDatabase()) {
            Failure failure = catchThrowableOfType(
                            ScriptFailedException.class, () -> runner.run(database.connection(), script.toString()))
                    .failure();
            int kept = failure.kept().orElseThrow();
            List<String> expected = new ArrayList<>();
            for (int index = 0; index < kept; index++) {
                if (statements.get(index).equals(TABLE) && !failure.takenBack().contains(index)) {
                    expected.add("t%02d".formatted(index));
                }
            }
            assertThat(failure.statementIndex()).as(script.toString()).contains(failing);
            assertThat(failure.line()).as(script.toString()).contains(failing + 1);
            assertThat(database.rows("SELECT name FROM sqlite_schema ORDER BY name"))
                    .as("kept " + kept + " of\n" + script)
                    .isEqualTo(expected);
            if (!expected.isEmpty()) {
                assertThat(failure.rolledBack()).as(script.toString()).isFalse();
            }
        }
    }

    @Test
    void commands_of_the_shell_are_refused_before_anything_runs() throws SQLException {
        for (String command : List.of(".read other.sql", ".import rows.csv t", ".mode csv", "  .headers on")) {
            try (MemoryDatabase database = new MemoryDatabase()) {
                Failure failure = catchThrowableOfType(
                                ScriptFailedException.class,
                                () -> runner.run(
                                        database.connection(),
                                        "CREATE TABLE a (x int);\n-- .read this\n" + command
                                                + "\nCREATE TABLE b (x int);"))
                        .failure();
                assertThat(failure.report())
                        .contains("sqlite3 commands cannot be run: line 3 is `"
                                + command.strip().split(" ")[0]);
                assertThat(failure.line()).contains(3);
                assertThat(failure.rolledBack()).isTrue();
                assertThat(database.rows("SELECT name FROM sqlite_schema")).isEmpty();
            }
        }
    }

    @Test
    void a_dot_within_a_statement_is_no_command() throws SQLException {
        try (MemoryDatabase database = new MemoryDatabase("CREATE TABLE a (x int)")) {
            runner.run(database.connection(), "SELECT a\n.x FROM a; SELECT '\n.read'; SELECT\n.5;");
        }
    }
}
