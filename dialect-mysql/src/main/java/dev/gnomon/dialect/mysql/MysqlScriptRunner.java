package dev.gnomon.dialect.mysql;

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
import java.util.ArrayList;
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

    /** A server does not notice that its client is gone before the statement ends; it ends it on a session of its own. */
    @Override
    public void interrupt(Connection connection) throws SQLException {
        RUNNING.cancel(connection);
    }

    @Override
    public List<ScriptStatement> split(String script) {
        return MysqlScriptSplitter.split(script);
    }

    @Override
    public List<ScriptStatement> split(Connection connection, String script) throws SQLException {
        return MysqlScriptSplitter.split(script, MysqlQuotes.of(connection));
    }

    @Override
    public void check(Connection connection, String script) throws ScriptFailedException {
        MysqlQuotes quotes;
        try {
            quotes = MysqlQuotes.of(connection);
        } catch (SQLException gone) {
            // Whoever runs the script will say so.
            return;
        }
        Optional<ClientCommand> command =
                MysqlScriptSplitter.commands(script, quotes).stream().findFirst();
        if (command.isPresent()) {
            throw command.get()
                    .refused(
                            "mysql client",
                            switch (command.get().name()) {
                                case "source", "\\." -> "Put the text of the other file in its place.";
                                case "connect", "\\r", "\\u" ->
                                    "Take the line out: a script runs in the database of the URL.";
                                case "\\g" -> "End the statement with a semicolon.";
                                default -> "Take it out, or write the statement that it stands for.";
                            });
        }
    }

    @Override
    public List<StatementWord> wordsOf(String statement) {
        return MysqlStatementWords.of(statement);
    }

    @Override
    public void run(Connection connection, String script) throws ScriptFailedException {
        run(connection, script, ScriptProgress.UNHEARD);
    }

    @Override
    public void run(Connection connection, String script, ScriptProgress progress) throws ScriptFailedException {
        check(connection, script);
        boolean mentionsTransactions = mentionsTransactions(script);
        MysqlTransactions transactions = new MysqlTransactions();
        List<ScriptStatement> begun = new ArrayList<>();
        try (Statement runner = connection.createStatement();
                RunningStatements.Run ignored = RUNNING.begin(connection, runner)) {
            // The driver would take braces for its own escapes.
            runner.setEscapeProcessing(false);
            MysqlScriptSplitter splitter = new MysqlScriptSplitter(script, MysqlQuotes.of(connection));
            Optional<ScriptStatement> next = splitter.next();
            while (next.isPresent()) {
                String sql = next.get().sql();
                begun.add(next.get());
                runner.execute(sql);
                transactions.ran(sql);
                if (MysqlQuotes.mayChange(sql)) {
                    splitter.quotes(MysqlQuotes.of(connection));
                }
                next = splitter.next();
                if (!transactions.isOpen() && next.isPresent()) {
                    progress.reached(transactions.kept());
                }
            }
            if (mentionsTransactions) {
                // A transaction that a script leaves open would swallow what is written after it.
                runner.execute("SET autocommit = 1");
                runner.execute("COMMIT" + ONLY);
            }
        } catch (SQLException e) {
            boolean takenBack = !transactions.isOpen() || transactions.isPrepared() || isInTransaction(connection);
            if (mentionsTransactions) {
                rollBack(connection);
            }
            int failing = Math.max(0, begun.size() - 1);
            throw failure(e, begun, failing, takenBack ? transactions.kept() : failing, transactions);
        } finally {
            if (mentionsLocks(script)) {
                unlock(connection);
            }
        }
    }

    private static ScriptFailedException failure(
            SQLException e, List<ScriptStatement> begun, int index, int kept, MysqlTransactions transactions) {
        Optional<ScriptStatement> failed = index < begun.size() ? Optional.of(begun.get(index)) : Optional.empty();
        String statement = failed.map(ScriptStatement::sql).orElse("").toUpperCase(Locale.ROOT);
        return new ScriptFailedException(
                new ScriptFailedException.Failure(
                                e.getErrorCode() == 0
                                        ? Optional.empty()
                                        : Optional.of(String.valueOf(e.getErrorCode())),
                                MysqlFailures.message(e) + "\n\nPlease check the query number " + (index + 1)
                                        + " from the migration file.",
                                Optional.of(index),
                                failed.map(ScriptStatement::sql),
                                failed.map(ScriptStatement::line),
                                false,
                                Optional.of(kept))
                        .withTakenBack(transactions.takenBack().stream()
                                .filter(back -> back < kept)
                                .toList())
                        .withLeftBehind(leftBehind(transactions, statement))
                        .withRemedy(MysqlFailures.remedyForServerObject(e, statement)),
                e);
    }

    /** What cannot be seen from here: a procedure is not one statement, and a prepared transaction outlives its session. */
    private static Optional<String> leftBehind(MysqlTransactions transactions, String statement) {
        List<String> sentences = new ArrayList<>();
        if (transactions.isPrepared()) {
            sentences.add(
                    "A transaction that the script prepared waits, with its locks: `XA RECOVER` names it, `XA COMMIT` or"
                            + " `XA ROLLBACK` ends it.");
        }
        if (MysqlTransactions.isProcedure(statement)) {
            sentences.add("What the procedure did before it failed may stay.");
        }
        return sentences.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", sentences));
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
