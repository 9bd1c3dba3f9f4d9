package dev.gnomon.dialect.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.dialect.ScriptFailedException;
import dev.gnomon.engine.dialect.ScriptStatement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of a script before a server runs it; the contract runs scripts on one. */
class SqlserverScriptRunnerTest {

    private final SqlserverScriptRunner runner = new SqlserverScriptRunner();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE a (x INT);\nGO\nCREATE TABLE b (y INT);",
                "BEGIN TRY\nBEGIN TRAN;\nCREATE TABLE a (x INT);\nCOMMIT TRAN;\nEND TRY\nBEGIN CATCH\n"
                        + "IF @@TRANCOUNT > 0 BEGIN ROLLBACK TRAN; END;\nTHROW\nEND CATCH"
            })
    void a_script_is_all_or_nothing_that_leaves_transactions_alone_or_takes_itself_back(String script) {
        assertThat(runner.isAtomic(script)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN TRAN; CREATE TABLE a (x INT); COMMIT; CREATE TABLE b (y INT);",
                "ALTER DATABASE CURRENT SET RECOVERY SIMPLE;",
                "SET IMPLICIT_TRANSACTIONS ON; CREATE TABLE a (x INT);",
                "BEGIN TRY\nBEGIN TRAN;\nSELECT 1;\nCOMMIT TRAN;\nEND TRY\nBEGIN CATCH ROLLBACK TRAN; END CATCH\n"
                        + "GO\nCREATE TABLE b (y INT);"
            })
    void a_script_that_decides_about_transactions_itself_may_stay_in_part(String script) {
        assertThat(runner.isAtomic(script)).isFalse();
    }

    @Test
    void statements_are_counted_over_all_batches() {
        assertThat(runner.split("SELECT 1;\nSELECT 2;\nGO\nSELECT 3"))
                .extracting(ScriptStatement::line)
                .containsExactly(1, 2, 4);
    }

    @Test
    void statements_stay_before_the_transaction_that_is_open() {
        var statements = runner.split("CREATE TABLE a (x INT); BEGIN TRAN; SELECT 1; COMMIT; BEGIN TRAN; SELECT 2;");
        assertThat(SqlserverTransactions.kept(statements, 1)).isEqualTo(1);
        assertThat(SqlserverTransactions.kept(statements, 3)).isEqualTo(1);
        assertThat(SqlserverTransactions.kept(statements, 4)).isEqualTo(4);
        assertThat(SqlserverTransactions.kept(statements, 6)).isEqualTo(4);
    }

    @Test
    void commands_of_sqlcmd_are_refused_with_their_line() {
        assertThatThrownBy(() -> SqlserverScriptRunner.refuseCommands("SELECT 1;\nGO\n:r other.sql\n"))
                .isInstanceOfSatisfying(ScriptFailedException.class, failed -> {
                    assertThat(failed.failure().line()).contains(3);
                    assertThat(failed.failure().report()).contains(":r");
                });
    }
}
