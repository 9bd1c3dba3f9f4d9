package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.ScriptFailedException;
import dev.gnomon.engine.dialect.ScriptProgress;
import dev.gnomon.engine.dialect.ScriptRunner;
import dev.gnomon.engine.dialect.ScriptStatement;
import dev.gnomon.engine.dialect.StatementWord;
import dev.gnomon.engine.support.ClientCommand;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Runs scripts statement by statement, in one transaction where the script allows it.
 *
 * <p>The driver runs only the first statement of a text, without a word about the others; that is why
 * scripts are cut here.
 */
final class SqliteScriptRunner implements ScriptRunner {
    @Override
    public List<ScriptStatement> split(String script) {
        return SqliteScriptSplitter.split(script);
    }

    @Override
    public List<StatementWord> wordsOf(String statement) {
        return SqliteStatementWords.of(statement);
    }

    @Override
    public void run(Connection connection, String script) throws ScriptFailedException {
        run(connection, script, ScriptProgress.UNHEARD);
    }

    @Override
    public void run(Connection connection, String script, ScriptProgress progress) throws ScriptFailedException {
        check(connection, script);
        List<ScriptStatement> statements = split(script);
        if (statements.isEmpty()) {
            return;
        }
        Execution execution = new Execution(connection, statements.size(), progress);
        try {
            boolean foreignKeys = execution.foreignKeys();
            SqliteScriptPlan plan = SqliteScriptPlan.of(statements, foreignKeys);
            if (plan.asWritten()) {
                execution.runAsWritten(statements);
            } else {
                execution.run(plan, foreignKeys, SqliteScriptPlan.foreignKeysAfter(statements, foreignKeys));
            }
        } catch (ScriptFailedException e) {
            throw e;
        } catch (SQLException e) {
            throw execution.failure(e);
        }
    }

    @Override
    public void check(Connection connection, String script) throws ScriptFailedException {
        for (ScriptStatement statement : split(script)) {
            SqliteToken first = SqliteTokens.significant(statement.sql()).get(0);
            if (first.isSign('.')) {
                String text = statement
                        .sql()
                        .substring(first.start())
                        .lines()
                        .findFirst()
                        .orElse("");
                ClientCommand command = new ClientCommand(text, statement.line());
                throw command.refused(
                        "sqlite3",
                        switch (command.name()) {
                            case ".read" -> "Put the text of the other file in its place.";
                            case ".import" -> "Write the rows as INSERT statements.";
                            default -> "Take it out, or write the statement that it stands for.";
                        });
            }
        }
    }

    @Override
    public boolean isAtomic(String script) {
        SqliteScriptPlan plan = SqliteScriptPlan.of(split(script), true);
        return !plan.asWritten()
                && plan.segments().size() == 1
                && plan.segments().get(0).inTransaction();
    }

    /** One run of one script. */
    private static final class Execution {
        private final Connection connection;
        private Optional<ScriptStatement> current = Optional.empty();
        private int index;
        private boolean somethingStays;
        private final int statementCount;
        private final ScriptProgress progress;
        private int kept;
        private final SqliteTransactions takenBack = new SqliteTransactions();

        Execution(Connection connection, int statementCount, ScriptProgress progress) {
            this.connection = connection;
            this.statementCount = statementCount;
            this.progress = progress;
        }

        void run(SqliteScriptPlan plan, boolean foreignKeysBefore, boolean foreignKeysAfter) throws SQLException {
            boolean done = false;
            try {
                for (SqliteScriptPlan.Segment segment : plan.segments()) {
                    setForeignKeys(segment.foreignKeys());
                    run(segment);
                    reached(segment.first() + segment.statements().size());
                }
                done = true;
            } catch (SQLException e) {
                throw failure(e);
            } finally {
                setForeignKeys(done ? foreignKeysAfter : foreignKeysBefore);
            }
        }

        private void run(SqliteScriptPlan.Segment segment) throws SQLException {
            if (segment.inTransaction()) {
                execute("BEGIN IMMEDIATE");
            }
            boolean done = false;
            try {
                for (int i = 0; i < segment.statements().size(); i++) {
                    begin(segment.statements().get(i), segment.first() + i);
                    if (!SqliteScriptPlan.isForeignKeySwitch(
                            segment.statements().get(i))) {
                        execute(segment.statements().get(i).sql());
                    }
                }
                if (segment.inTransaction()) {
                    execute("COMMIT");
                }
                somethingStays = true;
                done = true;
            } finally {
                if (!done) {
                    rollBack();
                }
            }
        }

        void runAsWritten(List<ScriptStatement> statements) throws SQLException {
            boolean inTransaction = false;
            try {
                for (int i = 0; i < statements.size(); i++) {
                    begin(statements.get(i), i);
                    execute(statements.get(i).sql());
                    boolean openNow = isTransactionOpen();
                    takenBack.ran(i, statements.get(i), openNow);
                    boolean outside = !inTransaction && !openNow;
                    somethingStays |= (inTransaction && !openNow) || (outside && !isPragma(statements.get(i)));
                    inTransaction = openNow;
                    if (!openNow) {
                        reached(i + 1);
                    }
                }
                if (inTransaction) {
                    throw new SQLException("the transaction that the script begins is not ended by it");
                }
            } catch (SQLException e) {
                rollBack();
                throw failure(e);
            }
        }

        private void reached(int statements) {
            kept = statements;
            if (kept < statementCount) {
                progress.reached(kept);
            }
        }

        private void begin(ScriptStatement statement, int position) {
            current = Optional.of(statement);
            index = position;
        }

        private static boolean isPragma(ScriptStatement statement) {
            List<SqliteToken> tokens = SqliteTokens.significant(statement.sql());
            return !tokens.isEmpty() && tokens.get(0).isWord("PRAGMA");
        }

        /** The driver does not tell, so try: a transaction cannot begin within another. */
        private boolean isTransactionOpen() throws SQLException {
            try {
                execute("BEGIN");
            } catch (SQLException e) {
                if (SqliteFailures.primaryCode(e) == SqliteFailures.GENERIC) {
                    return true;
                }
                throw e;
            }
            execute("ROLLBACK");
            return false;
        }

        private void rollBack() {
            try {
                execute("ROLLBACK");
            } catch (SQLException ignored) {
                // There is no transaction, or SQLite rolled it back itself.
            }
        }

        boolean foreignKeys() throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("PRAGMA foreign_keys")) {
                return row.next() && row.getBoolean(1);
            }
        }

        private void setForeignKeys(boolean on) throws SQLException {
            execute("PRAGMA foreign_keys=" + (on ? "ON" : "OFF"));
        }

        /** Run a statement to its end: a query that nobody reads would do only the first step of its work. */
        private void execute(String sql) throws SQLException {
            SqliteConfinement.run(connection, sql, this::step);
        }

        private void step(String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                if (statement.execute(sql)) {
                    try (ResultSet rows = statement.getResultSet()) {
                        while (rows.next()) {
                            // Nobody reads the rows.
                        }
                    }
                }
            }
        }

        ScriptFailedException failure(SQLException cause) {
            if (cause instanceof ScriptFailedException known) {
                return known;
            }
            int code = SqliteFailures.extendedCode(cause);
            return new ScriptFailedException(
                    new ScriptFailedException.Failure(
                                    code == 0 ? Optional.empty() : Optional.of(String.valueOf(code)),
                                    SqliteFailures.message(cause),
                                    current.map(statement -> index),
                                    current.map(ScriptStatement::sql),
                                    current.map(ScriptStatement::line),
                                    !somethingStays,
                                    Optional.of(somethingStays ? kept : 0))
                            .withTakenBack(somethingStays ? takenBack.among(kept) : List.of()),
                    cause);
        }
    }
}
