package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.ScriptFailedException;
import dev.gnomon.engine.dialect.ScriptProgress;
import dev.gnomon.engine.dialect.ScriptRunner;
import dev.gnomon.engine.dialect.ScriptStatement;
import dev.gnomon.engine.support.RunningStatements;
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

    /** Whatever {@code completion_type} a script has set, the session goes on afterwards and has no transaction. */
    private static final String ONLY = " AND NO CHAIN NO RELEASE";

    private static final RunningStatements RUNNING = new RunningStatements();

    /** End the statement of a script that another thread runs, which the server does on a session of its own. */
    static void cancel(Connection connection) throws SQLException {
        RUNNING.cancel(connection);
    }

    @Override
    public List<ScriptStatement> split(String script) {
        return MysqlStatementSplitter.split(script);
    }

    @Override
    public void run(Connection connection, String script) throws ScriptFailedException {
        run(connection, script, ScriptProgress.UNHEARD);
    }

    @Override
    public void run(Connection connection, String script, ScriptProgress progress) throws ScriptFailedException {
        List<ScriptStatement> statements = split(script);
        boolean mentionsTransactions = mentionsTransactions(script);
        MysqlTransactions transactions = new MysqlTransactions();
        int index = 0;
        int kept = 0;
        try (Statement runner = connection.createStatement();
                RunningStatements.Run ignored = RUNNING.begin(connection, runner)) {
            // The driver would take braces for its own escapes.
            runner.setEscapeProcessing(false);
            for (ScriptStatement statement : statements) {
                runner.execute(statement.sql());
                index++;
                transactions.ran(statement.sql());
                if (!transactions.isOpen()) {
                    kept = index;
                    if (index < statements.size()) {
                        progress.reached(kept);
                    }
                }
            }
            if (mentionsTransactions) {
                // A transaction that a script leaves open would swallow what is written after it.
                runner.execute("SET autocommit = 1");
                runner.execute("COMMIT" + ONLY);
            }
        } catch (SQLException e) {
            boolean takenBack = !transactions.isOpen() || isInTransaction(connection);
            if (mentionsTransactions) {
                rollBack(connection);
            }
            int failing = Math.min(index, Math.max(0, statements.size() - 1));
            throw failure(e, statements, failing, takenBack ? kept : failing);
        } finally {
            if (mentionsLocks(script)) {
                unlock(connection);
            }
        }
    }

    private static ScriptFailedException failure(
            SQLException e, List<ScriptStatement> statements, int index, int kept) {
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
                        false,
                        Optional.of(kept)),
                e);
    }

    /**
     * Whether the transaction is still open: the server itself ends one before a change of the structure, even if that
     * fails. It refuses to change the properties of a transaction that is under way, which needs no privilege to ask.
     */
    private static boolean isInTransaction(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TRANSACTION READ WRITE");
            return false;
        } catch (SQLException e) {
            // A session that is gone has lost its transaction too.
            return true;
        }
    }

    private static boolean mentionsLocks(String script) {
        return script.toUpperCase(Locale.ROOT).contains("LOCK");
    }

    /** Locks that a script leaves would keep the history table out of reach. */
    private static void unlock(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("UNLOCK TABLES");
        } catch (SQLException e) {
            // The session is gone, and its locks with it.
        }
    }

    private static boolean mentionsTransactions(String script) {
        String upper = script.toUpperCase(Locale.ROOT);
        return upper.contains("TRANSACTION") || upper.contains("AUTOCOMMIT") || upper.contains("BEGIN");
    }

    private static void rollBack(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK" + ONLY);
            statement.execute("SET autocommit = 1");
        } catch (SQLException e) {
            // The failure that led here is the one to report; this session is of no more use.
        }
    }
}
