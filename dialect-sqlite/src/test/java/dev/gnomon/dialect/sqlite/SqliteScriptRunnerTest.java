package dev.gnomon.dialect.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gnomon.engine.dialect.ScriptFailedException;
import dev.gnomon.engine.dialect.ScriptStatement;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class SqliteScriptRunnerTest {
    private static final String REBUILD_OF_PARENT = """
            -- RedefineTables
            PRAGMA defer_foreign_keys=ON;
            PRAGMA foreign_keys=OFF;
            CREATE TABLE "new_parent" ("id" INTEGER NOT NULL PRIMARY KEY, "name" TEXT);
            INSERT INTO "new_parent" ("id") SELECT "id" FROM "parent";
            DROP TABLE "parent";
            ALTER TABLE "new_parent" RENAME TO "parent";
            PRAGMA foreign_keys=ON;
            PRAGMA defer_foreign_keys=OFF;
            """;

    private final SqliteScriptRunner runner = new SqliteScriptRunner();

    private static MemoryDatabase family() throws SQLException {
        return new MemoryDatabase(
                "CREATE TABLE parent (id INTEGER PRIMARY KEY)",
                "CREATE TABLE child (id INTEGER PRIMARY KEY, p INT REFERENCES parent(id) ON DELETE CASCADE)",
                "INSERT INTO parent VALUES (1), (2)",
                "INSERT INTO child VALUES (10, 1), (20, 2)");
    }

    @Test
    void semicolons_in_texts_comments_and_triggers_end_no_statement() {
        String script = """
                -- one; two
                CREATE TABLE "a;b" (x TEXT DEFAULT 'c;d'); /* ; */
                CREATE TEMP TRIGGER t AFTER INSERT ON "a;b" BEGIN
                  UPDATE "a;b" SET x = CASE WHEN x THEN 1 ELSE 2 END;
                  DELETE FROM [a;b];
                END;
                ;;
                SELECT 1
                """;

        assertThat(runner.split(script)).extracting(ScriptStatement::line).containsExactly(2, 3, 8);
        assertThat(runner.split(script).get(0).sql()).startsWith("-- one; two\nCREATE TABLE");
        assertThat(runner.split(script).get(1).sql()).endsWith("END");
        assertThat(runner.split("'open")).hasSize(1);
    }

    @Test
    void building_a_table_anew_fires_no_cascade() throws SQLException {
        try (MemoryDatabase database = family()) {
            runner.run(database.connection(), REBUILD_OF_PARENT);

            assertThat(database.rows("SELECT id, p FROM child")).containsExactly("10|1", "20|2");
            assertThat(database.rows("SELECT id FROM parent")).containsExactly("1", "2");
            assertThat(database.rows("PRAGMA foreign_keys")).containsExactly("1");
            assertThat(database.rows("PRAGMA foreign_key_check")).isEmpty();
        }
    }

    @Test
    void a_failure_leaves_nothing_of_the_script_and_says_where_it_was() throws SQLException {
        try (MemoryDatabase database = family()) {
            ScriptFailedException failure = catchThrowableOfType(
                    ScriptFailedException.class,
                    () -> runner.run(
                            database.connection(), REBUILD_OF_PARENT + "CREATE TABLE made (x);\n\nDROP TABLE gone;"));

            assertThat(failure.failure().report()).isEqualTo("no such table: gone");
            assertThat(failure.failure().databaseCode()).contains("1");
            assertThat(failure.failure().statementIndex()).contains(9);
            assertThat(failure.failure().line()).contains(12);
            assertThat(failure.failure().statement()).contains("DROP TABLE gone");
            assertThat(failure.failure().rolledBack()).isTrue();
            assertThat(database.rows("SELECT * FROM child")).hasSize(2);
            assertThat(database.rows("SELECT name FROM pragma_table_info('parent')"))
                    .containsExactly("id");
            assertThat(database.rows("SELECT 1 FROM sqlite_schema WHERE name = 'made'"))
                    .isEmpty();
            assertThat(database.rows("PRAGMA foreign_keys")).containsExactly("1");
        }
    }

    @Test
    void rows_that_change_while_foreign_keys_are_on_are_checked() throws SQLException {
        try (MemoryDatabase database = family()) {
            ScriptFailedException failure = catchThrowableOfType(
                    ScriptFailedException.class,
                    () -> runner.run(database.connection(), REBUILD_OF_PARENT + "INSERT INTO child VALUES (30, 99);"));

            assertThat(failure.failure().report()).contains("FOREIGN KEY constraint failed");
            assertThat(failure.failure().rolledBack()).isFalse();
        }
    }

    @Test
    void rows_that_change_while_foreign_keys_are_on_cascade() throws SQLException {
        try (MemoryDatabase database = family()) {
            runner.run(database.connection(), REBUILD_OF_PARENT + "DELETE FROM parent WHERE id = 1;");

            assertThat(database.rows("SELECT id FROM child")).containsExactly("20");
        }
    }

    @Test
    void a_script_with_transactions_of_its_own_runs_as_it_is() throws SQLException {
        try (MemoryDatabase database = new MemoryDatabase()) {
            ScriptFailedException failure = catchThrowableOfType(
                    ScriptFailedException.class,
                    () -> runner.run(
                            database.connection(),
                            "BEGIN; CREATE TABLE a (x); COMMIT; BEGIN; CREATE TABLE b (x); DROP TABLE gone; COMMIT;"));

            assertThat(failure.failure().rolledBack()).isFalse();
            assertThat(database.rows("SELECT name FROM sqlite_schema")).containsExactly("a");
            database.run("BEGIN", "COMMIT");
        }
    }

    @Test
    void a_transaction_that_a_script_leaves_open_is_rolled_back_and_reported() throws SQLException {
        try (MemoryDatabase database = new MemoryDatabase()) {
            ScriptFailedException failure = catchThrowableOfType(
                    ScriptFailedException.class, () -> runner.run(database.connection(), "BEGIN; CREATE TABLE a (x);"));

            assertThat(failure.failure().report()).contains("not ended");
            assertThat(failure.failure().rolledBack()).isTrue();
            assertThat(database.rows("SELECT name FROM sqlite_schema")).isEmpty();
        }
    }

    @Test
    void what_cannot_run_in_a_transaction_runs_outside_of_one() throws SQLException {
        try (MemoryDatabase database = new MemoryDatabase()) {
            runner.run(database.connection(), "CREATE TABLE a (x); VACUUM; CREATE TABLE b (x); SELECT 1;");

            assertThat(database.rows("SELECT name FROM sqlite_schema")).containsExactly("a", "b");
        }
    }
}
