package org.example.gnomon.h2;

import dev.gnomon.engine.dialect.ScriptFailedException;
import dev.gnomon.engine.dialect.ScriptProgress;
import dev.gnomon.engine.dialect.ScriptRunner;
import dev.gnomon.engine.dialect.ScriptStatement;
import dev.gnomon.engine.dialect.StatementWord;
import dev.gnomon.engine.support.StandardWords;
import dev.gnomon.engine.support.StatementSplitter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Runs scripts statement by statement. H2 commits with each change of the structure, so what ran before a failure
 * stays, and the failure says which statement it was.
 */
final class H2ScriptRunner implements ScriptRunner {

    private static final StatementSplitter SPLITTER = StatementSplitter.STANDARD
            .withLineComment("//")
            .withNestedComments()
            .withDollarQuotes();

    @Override
    public List<StatementWord> wordsOf(String statement) {
        return StandardWords.of(statement);
    }

    @Override
    public List<ScriptStatement> split(String script) {
        return SPLITTER.split(script);
    }

    @Override
    public void run(Connection connection, String script) throws ScriptFailedException {
        run(connection, script, ScriptProgress.UNHEARD);
    }

    @Override
    public void run(Connection connection, String script, ScriptProgress progress) throws ScriptFailedException {
        List<ScriptStatement> statements = split(script);
        int index = 0;
        int kept = 0;
        try (Statement runner = connection.createStatement()) {
            // The driver would take braces for its own escapes.
            runner.setEscapeProcessing(false);
            for (ScriptStatement statement : statements) {
                runner.execute(statement.sql());
                index++;
                if (connection.getAutoCommit()) {
                    // Inside a transaction of the script, a change of the structure commits too: in doubt it does not.
                    kept = index;
                    if (index < statements.size()) {
                        progress.reached(kept);
                    }
                }
            }
            if (!connection.getAutoCommit()) {
                // A transaction that a script leaves open would swallow what is written after it.
                connection.commit();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            rollBack(connection);
            throw failure(e, statements, Math.min(index, Math.max(0, statements.size() - 1)), kept);
        }
    }

    private static void rollBack(Connection connection) {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            // The failure that led here is the one to report; this session is of no more use.
        }
    }

    private static ScriptFailedException failure(
            SQLException e, List<ScriptStatement> statements, int index, int kept) {
        Optional<ScriptStatement> failed =
                index < statements.size() ? Optional.of(statements.get(index)) : Optional.empty();
        return new ScriptFailedException(
                new ScriptFailedException.Failure(
                        Optional.of(String.valueOf(e.getErrorCode())),
                        H2Failures.message(e),
                        Optional.of(index),
                        failed.map(ScriptStatement::sql),
                        failed.map(ScriptStatement::line),
                        false,
                        Optional.of(kept)),
                e);
    }
}
