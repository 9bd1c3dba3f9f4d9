package dev.gnomon.dialect.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.dialect.ScriptStatement;
import dev.gnomon.engine.support.ClientCommand;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where batches and statements of a script end. */
class SqlserverScriptSplitterTest {

    @Test
    void ends_a_statement_at_a_semicolon_and_nowhere_in_quotes_or_comments() {
        assertThat(statements("SELECT ';''', \"a;\", [b;]]c]; -- one; two\n/* /* three; */ ; */ SELECT 1;\n"))
                .containsExactly("SELECT ';''', \"a;\", [b;]]c]", "-- one; two\n/* /* three; */ ; */ SELECT 1");
    }

    @Test
    void keeps_blocks_together_and_transactions_apart() {
        assertThat(statements("BEGIN TRY SELECT 1; SELECT 2; END TRY BEGIN CATCH THROW; END CATCH; SELECT 3"))
                .hasSize(2);
        assertThat(statements("BEGIN TRAN; SELECT CASE WHEN 1 = 1 THEN 2 END; COMMIT TRANSACTION;"))
                .hasSize(3);
        assertThat(statements("IF 1 = 1 BEGIN SELECT 1; SELECT 2; END; SELECT 3"))
                .hasSize(2);
    }

    @Test
    void tells_commands_of_sqlcmd_apart() {
        String script =
                "SELECT ':r a';\n/*\n:r b\n*/\n:setvar x 1\nSELECT geometry\n::Parse('x');\n  :r other.sql\n!!dir\n";
        assertThat(SqlserverScriptSplitter.commands(script))
                .containsExactly(
                        new ClientCommand(":setvar x 1", 5),
                        new ClientCommand(":r other.sql", 8),
                        new ClientCommand("!!dir", 9));
        assertThatThrownBy(() -> SqlserverScriptRunner.refuseCommands(script))
                .hasMessage("sqlcmd commands cannot be run: line 5 is `:setvar`. It is for that program and not for the"
                        + " server. Nothing was run.");
    }

    @Test
    void a_script_is_atomic_if_it_is_one_transaction() {
        SqlserverScriptRunner runner = new SqlserverScriptRunner();
        assertThat(runner.isAtomic("CREATE TABLE a (id INT);\nGO\nCREATE TABLE b (id INT);"))
                .isTrue();
        assertThat(runner.isAtomic(new SqlserverRenderer().frame("CREATE TABLE a (id INT);\n")))
                .isTrue();
        assertThat(runner.isAtomic("BEGIN TRAN;\nCREATE TABLE a (id INT);\nCOMMIT;\nCREATE TABLE b (id INT);"))
                .isFalse();
        assertThat(runner.isAtomic("ALTER DATABASE CURRENT SET RECOVERY SIMPLE;"))
                .isFalse();
    }

    @Test
    void takes_a_generated_migration_for_one_statement() {
        String script = new SqlserverRenderer().frame("-- CreateTable\nCREATE TABLE [dbo].[T] (\n    [id] INT\n);\n");
        assertThat(statements(script)).containsExactly(script.strip());
    }

    @Test
    void separates_batches_at_lines_with_go() {
        String script = "CREATE TABLE a (id INT)\ngo\nCREATE VIEW v AS SELECT 1; -- end\nGO\nSELECT 'GO\n';";
        assertThat(batches(script))
                .containsExactly(
                        "1 * CREATE TABLE a (id INT)", "1 * CREATE VIEW v AS SELECT 1; -- end", "1 * SELECT 'GO\n';");
        assertThat(statements(script)).hasSize(3);
    }

    @Test
    void repeats_a_batch_as_often_as_go_says() {
        assertThat(batches("SELECT 1\nGO 3 -- times\nSELECT 2\ngo; \nSELECT 3\nGO2\nGOAL\n"))
                .containsExactly("3 * SELECT 1", "1 * SELECT 2", "1 * SELECT 3\nGO2\nGOAL");
    }

    @Test
    void takes_no_more_room_for_a_batch_that_is_repeated_often() {
        assertThat(batches("SELECT 1\nGO 999999--99999\n".repeat(10_000)))
                .hasSize(10_000)
                .containsOnly("999999 * SELECT 1");
    }

    @Test
    void gives_the_rest_of_the_batch_to_a_procedure() {
        assertThat(statements("CREATE OR ALTER PROCEDURE p AS SELECT 1; SELECT 2;\nGO\nSELECT 3; SELECT 4"))
                .containsExactly("CREATE OR ALTER PROCEDURE p AS SELECT 1; SELECT 2;", "SELECT 3", "SELECT 4");
    }

    @Test
    void leaves_comments_without_a_statement_out() {
        assertThat(statements("-- nothing\n;;/* at all */;\nGO\n")).isEmpty();
        assertThat(batches("-- nothing\nGO\n")).isEmpty();
    }

    @Test
    void tells_the_line_of_a_statement() {
        assertThat(SqlserverScriptSplitter.statements("\n-- a\nSELECT 1;\nGO\n\nSELECT\n2").stream()
                        .map(ScriptStatement::line))
                .containsExactly(3, 6);
    }

    @Test
    void survives_what_never_ends() {
        for (String script : List.of("SELECT 'a", "SELECT [a", "/* a", "BEGIN TRY SELECT 1;", "CREATE PROC")) {
            assertThat(statements(script)).hasSizeLessThanOrEqualTo(1);
        }
    }

    private static List<String> statements(String script) {
        return SqlserverScriptSplitter.statements(script).stream()
                .map(ScriptStatement::sql)
                .toList();
    }

    /** Each batch with the number of times that it runs. */
    private static List<String> batches(String script) {
        return SqlserverScriptSplitter.batches(script).stream()
                .map(batch -> batch.times() + " * " + batch.text().sql().strip())
                .toList();
    }
}
