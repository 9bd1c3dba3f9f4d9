package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.ScriptFailedException;
import dev.gnomon.engine.dialect.ScriptRunner;
import dev.gnomon.engine.dialect.ScriptStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Runs scripts statement by statement. The server commits before and after each change of the
 * structure, so what ran before a failure stays, and the failure says which statement it was.
 */
final class MysqlScriptRunner implements ScriptRunner {

    @Override
    public List<ScriptStatement> split(String script) {
        return MysqlStatementSplitter.split(script);
    }

    @Override
    public void run(Connection connection, String script) throws ScriptFailedException {
        List<ScriptStatement> statements = split(script);
        boolean transactions = mentionsTransactions(script);
        int index = 0;
        try (Statement runner = connection.createStatement()) {
            // The driver would take braces for its own escapes.
            runner.setEscapeProcessing(false);
            for (ScriptStatement statement : statements) {
                runner.execute(statement.sql());
                index++;
            }
            if (transactions) {
                // A transaction that a script leaves open would swallow what is written after it.
                runner.execute("SET autocommit = 1");
                runner.execute("COMMIT");
            }
        } catch (SQLException e) {
            if (transactions) {
                rollBack(connection);
            }
            throw failure(e, statements, Math.min(index, Math.max(0, statements.size() - 1)));
        }
    }

    private static ScriptFailedException failure(SQLException e, List<ScriptStatement> statements, int index) {
        Optional<ScriptStatement> failed =
                index < statements.size() ? Optional.of(statements.get(index)) : Optional.empty();
        return new ScriptFailedException(
                new ScriptFailedException.Failure(
                        e.getErrorCode() == 0 ? Optional.empty() : Optional.of(String.valueOf(e.getErrorCode())),
                        MysqlFailures.message(e) + "\n\nPlease check the query number " + (index + 1)
                                + " from the migration file.",
                        Optional.of(index),
                        failed.map(ScriptStatement::sql),
                        failed.map(ScriptStatement::line),
                        false),
                e);
    }

    private static boolean mentionsTransactions(String script) {
        String upper = script.toUpperCase(Locale.ROOT);
        return upper.contains("TRANSACTION") || upper.contains("AUTOCOMMIT") || upper.contains("BEGIN");
    }

    private static void rollBack(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
            statement.execute("SET autocommit = 1");
        } catch (SQLException e) {
            // The failure that led here is the one to report; this session is of no more use.
        }
    }
}
