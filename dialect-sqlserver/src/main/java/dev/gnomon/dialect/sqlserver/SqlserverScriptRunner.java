package dev.gnomon.dialect.sqlserver;

import com.microsoft.sqlserver.jdbc.SQLServerError;
import com.microsoft.sqlserver.jdbc.SQLServerException;
import dev.gnomon.dialect.sqlserver.SqlserverScriptSplitter.Batch;
import dev.gnomon.engine.dialect.ScriptFailedException;
import dev.gnomon.engine.dialect.ScriptProgress;
import dev.gnomon.engine.dialect.ScriptRunner;
import dev.gnomon.engine.dialect.ScriptStatement;
import dev.gnomon.engine.dialect.StatementWord;
import dev.gnomon.engine.support.ClientCommand;
import dev.gnomon.engine.support.RunningStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Runs scripts batch by batch. A script that has no transaction of its own runs in one, where its
 * statements allow that.
 */
final class SqlserverScriptRunner implements ScriptRunner {

    private static final RunningStatements RUNNING = new RunningStatements();

    /** Locks of a batch that nobody waits for any more would keep the database from being dropped. */
    @Override
    public void interrupt(Connection connection) throws SQLException {
        RUNNING.cancel(connection);
    }

    @Override
    public List<ScriptStatement> split(String script) {
        return SqlserverScriptSplitter.statements(script);
    }

    @Override
    public List<StatementWord> wordsOf(String statement) {
        return SqlserverStatementWords.of(statement);
    }

    @Override
    public void run(Connection connection, String script) throws ScriptFailedException {
        run(connection, script, ScriptProgress.UNHEARD);
    }

    @Override
    public void run(Connection connection, String script, ScriptProgress progress) throws ScriptFailedException {
        check(connection, script);
        SqlserverTransactions transactions = SqlserverTransactions.of(script);
        boolean transaction = transactions.areOne();
        boolean allOrNothing = transaction || transactions.takeThemselvesBack();
        List<Batch> batches = SqlserverScriptSplitter.batches(script);
        int runs = 0;
        ScriptStatement current = new ScriptStatement("", 1);
        try {
            connection.setAutoCommit(!transaction);
            try (Statement runner = connection.createStatement();
                    RunningStatements.Run ignored = RUNNING.begin(connection, runner)) {
                // The driver would take braces for its own escapes.
                runner.setEscapeProcessing(false);
                for (Batch batch : batches) {
                    current = batch.text();
                    if (!transaction && runs > 0) {
                        tellBefore(current, script, progress);
                    }
                    for (int time = 0; time < batch.times(); time++) {
                        runs++;
                        runBatch(runner, current.sql());
                    }
                }
            }
            if (transaction) {
                connection.commit();
            }
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            rollBack(connection);
            throw failure(e, script, current, allOrNothing && (transaction || (runs == 1 && batches.size() == 1)));
        }
    }

    @Override
    public boolean isAtomic(String script) {
        SqlserverTransactions transactions = SqlserverTransactions.of(script);
        return transactions.areOne()
                || (transactions.takeThemselvesBack()
                        && SqlserverScriptSplitter.batches(script).size() == 1);
    }

    @Override
    public void check(Connection connection, String script) throws ScriptFailedException {
        refuseCommands(script);
    }

    static void refuseCommands(String script) throws ScriptFailedException {
        Optional<ClientCommand> command =
                SqlserverScriptSplitter.commands(script).stream().findFirst();
        if (command.isPresent()) {
            throw command.get()
                    .refused(
                            "sqlcmd",
                            switch (command.get().name()) {
                                case ":r" -> "Put the text of the other file in its place.";
                                case ":setvar" -> "Write the value where the variable is used, and take the line out.";
                                case ":connect" -> "Take the line out: a script runs in the database of the URL.";
                                default -> "Take it out, or write the statement that it stands for.";
                            });
        }
    }

    /** A batch may leave a transaction open, which the next one ends. */
    private static void tellBefore(ScriptStatement batch, String script, ScriptProgress progress) {
        List<ScriptStatement> statements = SqlserverScriptSplitter.statements(script);
        int done = 0;
        while (done < statements.size() && statements.get(done).line() < firstLine(batch)) {
            done++;
        }
        if (done > 0 && SqlserverTransactions.kept(statements, done) == done) {
            progress.reached(done);
        }
    }

    /** A failure of a later statement of the batch comes with its result only, so all have to be asked for. */
    private static void runBatch(Statement runner, String sql) throws SQLException {
        boolean rows = runner.execute(sql);
        while (rows || runner.getUpdateCount() != -1) {
            rows = runner.getMoreResults();
        }
    }

    private static void rollBack(Connection connection) {
        try {
            if (connection.getAutoCommit()) {
                SqlserverSession.execute(connection, "IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION");
            } else {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            // The failure that led here is the one to report; this session is of no more use.
        }
    }

    private static ScriptFailedException failure(
            SQLException e, String script, ScriptStatement batch, boolean rolledBack) {
        Optional<Integer> line = lineInBatch(e).map(number -> firstLine(batch) + number - 1);
        List<ScriptStatement> statements = SqlserverScriptSplitter.statements(script);
        int index = -1;
        for (int i = 0; line.isPresent() && i < statements.size(); i++) {
            if (statements.get(i).line() <= line.get()) {
                index = i;
            }
        }
        Optional<ScriptStatement> statement = index < 0 ? Optional.empty() : Optional.of(statements.get(index));
        return new ScriptFailedException(
                new ScriptFailedException.Failure(
                                e.getErrorCode() == 0
                                        ? Optional.empty()
                                        : Optional.of(String.valueOf(e.getErrorCode())),
                                SqlserverFailures.message(e),
                                index < 0 ? Optional.empty() : Optional.of(index),
                                statement.map(ScriptStatement::sql),
                                line,
                                rolledBack,
                                rolledBack || index < 0
                                        ? Optional.empty()
                                        : Optional.of(SqlserverTransactions.kept(statements, index)))
                        .withRemedy(SqlserverFailures.remedyForServerObject(e)),
                e);
    }

    /** The line of the script on which a batch starts; its first word may stand further down. */
    private static int firstLine(ScriptStatement batch) {
        String text = batch.sql();
        int blankLines = 0;
        for (int i = 0; i < text.length() && Character.isWhitespace(text.charAt(i)); i++) {
            if (text.charAt(i) == '\n') {
                blankLines++;
            }
        }
        return batch.line() - blankLines;
    }

    private static Optional<Integer> lineInBatch(SQLException e) {
        if (e instanceof SQLServerException own) {
            return Optional.ofNullable(own.getSQLServerError())
                    .map(SQLServerError::getLineNumber)
                    .map(Long::intValue)
                    .filter(line -> line > 0);
        }
        return Optional.empty();
    }
}
