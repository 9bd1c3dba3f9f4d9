package dev.gnomon.dialect.postgresql;

import dev.gnomon.dialect.postgresql.PostgresqlScriptSplitter.Piece;
import dev.gnomon.engine.dialect.ScriptFailedException;
import dev.gnomon.engine.dialect.ScriptProgress;
import dev.gnomon.engine.dialect.ScriptRunner;
import dev.gnomon.engine.dialect.ScriptStatement;
import dev.gnomon.engine.dialect.StatementWord;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;

/**
 * Runs scripts, as one transaction wherever the server allows it.
 *
 * <p>A script goes to the server in one piece, which makes it one implicit transaction and lets the server
 * find its statements. Only what the server refuses inside a transaction goes alone, with the statements
 * around it still together.
 */
final class PostgresqlScriptRunner implements ScriptRunner {

    /** SQLSTATE of a statement that cannot run inside a transaction. */
    private static final String ACTIVE_TRANSACTION = "25001";

    /** SQLSTATE of a new enum value that is used before its transaction ended. */
    private static final String UNSAFE_NEW_VALUE = "55P04";

    /** SQLSTATE of a transaction that is open where it should not be. */
    private static final String INVALID_TRANSACTION_STATE = "25000";

    /** The class of SQLSTATEs of constraints, which may be checked at the end of a transaction only. */
    private static final String CONSTRAINT_CLASS = "23";

    /** A script that failed sooner is run once more, and rolled back, to find the statement. */
    private static final long RETRY_LIMIT_NANOSECONDS = 5_000_000_000L;

    /** A server does not notice that its client is gone before the statement ends. */
    @Override
    public void interrupt(Connection connection) throws SQLException {
        connection.unwrap(PGConnection.class).cancelQuery();
    }

    @Override
    public List<ScriptStatement> split(String script) {
        return PostgresqlScriptSplitter.split(script).stream()
                .map(piece -> ScriptStatement.of(piece.text(script), piece.line()))
                .toList();
    }

    @Override
    public List<StatementWord> wordsOf(String statement) {
        return PostgresqlStatementWords.of(statement);
    }

    @Override
    public void run(Connection connection, String script) throws ScriptFailedException {
        run(connection, script, ScriptProgress.UNHEARD);
    }

    @Override
    public void run(Connection connection, String text, ScriptProgress progress) throws ScriptFailedException {
        check(connection, text);
        String script = PostgresqlClientCommands.blanked(text);
        List<Piece> pieces = PostgresqlScriptSplitter.split(script);
        if (pieces.isEmpty()) {
            return;
        }
        Optional<Surroundings> before = enter(connection);
        try {
            new Run(connection, script, pieces, progress).execute();
        } finally {
            before.ifPresent(found -> leave(connection, found));
        }
    }

    @Override
    public boolean isAtomic(String script) {
        return PostgresqlScriptSplitter.split(script).stream()
                .map(PostgresqlStatementKind::of)
                .noneMatch(kind -> kind.controlsTransactions()
                        || kind == PostgresqlStatementKind.ALONE
                        || kind == PostgresqlStatementKind.ENUM_VALUE);
    }

    @Override
    public int runTogether(Connection connection, List<String> scripts) {
        return PostgresqlScriptBatch.run(connection, scripts);
    }

    /** What comes first counts: rows after COPY look like commands. */
    @Override
    public void check(Connection connection, String script) throws ScriptFailedException {
        Optional<PostgresqlScriptSplitter.Command> command = PostgresqlClientCommands.refused(script);
        List<Piece> pieces = PostgresqlScriptSplitter.split(script);
        int end = command.map(PostgresqlScriptSplitter.Command::start).orElse(Integer.MAX_VALUE);
        for (int index = 0; index < pieces.size() && pieces.get(index).firstWord() < end; index++) {
            if (PostgresqlStatementKind.of(pieces.get(index)) == PostgresqlStatementKind.COPY_FROM_CLIENT) {
                SQLException cause = new SQLException(
                        "COPY … FROM STDIN reads rows from the client, which a script cannot send. Write the rows as"
                                + " INSERT statements (pg_dump --inserts).",
                        "0A000");
                throw new ScriptFailedException(
                        PostgresqlScriptReport.of(
                                cause,
                                script,
                                pieces,
                                Optional.of(index),
                                pieces.get(index).start(),
                                true,
                                0),
                        cause);
            }
        }
        if (command.isPresent()) {
            throw PostgresqlClientCommands.refusal(script, command.get());
        }
    }

    /**
     * What a script finds and leaves in the session besides what it does.
     *
     * @param rowSecurity whether rows are hidden from the session; the user's default counts for scripts
     */
    private record Surroundings(String searchPath, String rowSecurity) {}

    /** Scripts from pg_dump empty the search path; what comes after must not notice. */
    private static Optional<Surroundings> enter(Connection connection) {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_catalog.current_setting('search_path'),"
                        + " setting, pg_catalog.set_config('row_security', reset_val, false)"
                        + " FROM pg_catalog.pg_settings WHERE name = 'row_security'")) {
            return row.next() ? Optional.of(new Surroundings(row.getString(1), row.getString(2))) : Optional.empty();
        } catch (SQLException e) {
            // The session is no use any more; running the script will say why.
            return Optional.empty();
        }
    }

    private static void leave(Connection connection, Surroundings before) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_catalog.set_config('search_path', "
                    + PostgresqlLiterals.quote(before.searchPath()) + ", false), pg_catalog.set_config('row_security', "
                    + PostgresqlLiterals.quote(before.rowSecurity()) + ", false)");
        } catch (SQLException e) {
            System.getLogger(PostgresqlScriptRunner.class.getName())
                    .log(System.Logger.Level.DEBUG, "the session stays as the script left it", e);
        }
    }

    /** One run of one script. */
    private static final class Run {
        private final Connection connection;
        private final String script;
        private final List<Piece> pieces;
        private final List<PostgresqlStatementKind> kinds;
        private final ScriptProgress progress;
        private final PostgresqlTransactions transactions = new PostgresqlTransactions();
        private final PostgresqlLeftovers leftovers;

        Run(Connection connection, String script, List<Piece> pieces, ScriptProgress progress) {
            this.connection = connection;
            this.script = script;
            this.pieces = pieces;
            this.progress = progress;
            this.kinds = pieces.stream().map(PostgresqlStatementKind::of).toList();
            this.leftovers = new PostgresqlLeftovers(connection);
        }

        void execute() throws ScriptFailedException {
            leftovers.look(kinds);
            boolean controlsTransactions = kinds.stream().anyMatch(PostgresqlStatementKind::controlsTransactions);
            boolean hasAlone = pieces.size() > 1 && kinds.contains(PostgresqlStatementKind.ALONE);
            if (controlsTransactions) {
                // The script's own transactions: as one piece if that is possible, which keeps the rest together.
                executeAll(hasAlone ? eachForItself() : List.of(all()));
                endTransaction();
            } else if (hasAlone) {
                executeAll(aroundThose(PostgresqlStatementKind.ALONE));
            } else {
                executeWhole();
            }
        }

        /** From the first to the last statement of a part of the script, the last one excluded. */
        private record Part(int from, int to) {
            int size() {
                return to - from;
            }
        }

        private Part all() {
            return new Part(0, pieces.size());
        }

        private List<Part> eachForItself() {
            List<Part> parts = new ArrayList<>();
            for (int index = 0; index < pieces.size(); index++) {
                parts.add(new Part(index, index + 1));
            }
            return parts;
        }

        /** Statements of the kind alone, the ones between them together. */
        private List<Part> aroundThose(PostgresqlStatementKind kind) {
            List<Part> parts = new ArrayList<>();
            int from = 0;
            for (int index = 0; index < pieces.size(); index++) {
                if (kinds.get(index) == kind) {
                    if (from < index) {
                        parts.add(new Part(from, index));
                    }
                    parts.add(new Part(index, index + 1));
                    from = index + 1;
                }
            }
            if (from < pieces.size()) {
                parts.add(new Part(from, pieces.size()));
            }
            return parts;
        }

        private void executeWhole() throws ScriptFailedException {
            long start = System.nanoTime();
            PostgresqlAnswers answers = new PostgresqlAnswers();
            try {
                send(all(), answers);
            } catch (SQLException failure) {
                rollBack(failure);
                String state = Optional.ofNullable(failure.getSQLState()).orElse("");
                if (pieces.size() > 1 && state.equals(ACTIVE_TRANSACTION)) {
                    executeAll(eachForItself());
                } else if (pieces.size() > 1 && state.equals(UNSAFE_NEW_VALUE)) {
                    executeAll(aroundThose(PostgresqlStatementKind.ENUM_VALUE));
                } else {
                    Optional<Integer> index = failingPiece(failure, all(), answers);
                    boolean perhapsAtTheEnd = pieces.size() > 1
                            && index.equals(Optional.of(pieces.size() - 1))
                            && state.startsWith(CONSTRAINT_CLASS);
                    if (perhapsAtTheEnd && System.nanoTime() - start < RETRY_LIMIT_NANOSECONDS) {
                        index = failingPieceByTrial();
                    }
                    throw failed(failure, all(), index);
                }
            }
        }

        private void executeAll(List<Part> parts) throws ScriptFailedException {
            for (Part part : parts) {
                PostgresqlAnswers answers = new PostgresqlAnswers();
                try {
                    send(part, answers);
                    note(part, answers);
                    if (!PostgresqlAnswers.isInTransaction(connection)) {
                        transactions.textEnded(part.to());
                    }
                } catch (SQLException failure) {
                    note(part, answers);
                    rollBack(failure);
                    throw failed(failure, part, failingPiece(failure, part, answers));
                }
                if (transactions.kept() == part.to() && part.to() < pieces.size()) {
                    progress.reached(part.to());
                }
            }
        }

        /** Take over what the server answered. */
        private void note(Part part, PostgresqlAnswers answers) {
            for (int number = 0; number < Math.min(part.size(), answers.tags().size()); number++) {
                int index = part.from() + number;
                transactions.ran(
                        index,
                        kinds.get(index),
                        pieces.get(index).words(),
                        answers.tags().get(number));
            }
        }

        /** The end of the session would take back a transaction that the script leaves open, without a word. */
        private void endTransaction() throws ScriptFailedException {
            try {
                if (!PostgresqlAnswers.isInTransaction(connection)) {
                    return;
                }
            } catch (SQLException gone) {
                // Whoever needs the session next will say so.
                return;
            }
            SQLException unended = new SQLException(
                    "The transaction that the script begins at line %d is not ended by it, so that nothing of it would stay. Write COMMIT at its end."
                            .formatted(pieces.get(transactions.begun()).line()),
                    INVALID_TRANSACTION_STATE);
            rollBack(unended);
            if (transactions.isPending()) {
                throw failed(unended, all(), Optional.of(transactions.begun()));
            }
        }

        private void send(Part part, PostgresqlAnswers answers) throws SQLException {
            answers.send(
                    connection,
                    script.substring(startOf(part), pieces.get(part.to() - 1).end()));
        }

        private int startOf(Part part) {
            return pieces.get(part.from()).start();
        }

        /** A failure inside the script's own transaction leaves the session in it. */
        private void rollBack(SQLException failure) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("ROLLBACK");
            } catch (SQLException e) {
                failure.addSuppressed(e);
            }
        }

        /** The statement after those that the server answered, or the place of an error that kept all of them from running. */
        private Optional<Integer> failingPiece(SQLException failure, Part part, PostgresqlAnswers answers) {
            int ran = answers.tags().size();
            if (part.size() == 1) {
                return Optional.of(part.from());
            }
            if (PostgresqlFailures.serverMessage(failure).isEmpty()) {
                // A connection that is lost loses answers too.
                return Optional.empty();
            }
            if (ran > 0) {
                return Optional.of(Math.min(part.from() + ran, part.to() - 1));
            }
            Optional<Integer> placed = PostgresqlScriptReport.place(failure, script, startOf(part))
                    .flatMap(place -> {
                        for (int index = part.from(); index < part.to(); index++) {
                            if (place <= pieces.get(index).end()) {
                                return Optional.of(index);
                            }
                        }
                        return Optional.empty();
                    });
            return placed.or(() -> Optional.of(part.from()));
        }

        /** Runs the statements one by one inside a transaction that is rolled back. */
        private Optional<Integer> failingPieceByTrial() {
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                statement.execute("BEGIN");
                try {
                    for (int index = 0; index < pieces.size(); index++) {
                        try {
                            statement.execute(pieces.get(index).text(script));
                        } catch (SQLException e) {
                            return Optional.of(index);
                        }
                    }
                    return Optional.empty();
                } finally {
                    statement.execute("ROLLBACK");
                }
            } catch (SQLException e) {
                return Optional.empty();
            }
        }

        private ScriptFailedException failed(SQLException failure, Part part, Optional<Integer> index) {
            Optional<Piece> piece = index.map(pieces::get);
            Optional<String> leftBehind = leftovers.find(
                    kinds, piece, piece.map(found -> found.text(script)).orElse(""), part.size() == 1);
            boolean rolledBack =
                    !transactions.somethingStays() && leftBehind.isEmpty() && !failsOutsideOfTransactions(index);
            return new ScriptFailedException(
                    PostgresqlScriptReport.of(
                                    failure,
                                    script,
                                    pieces,
                                    index,
                                    startOf(part),
                                    rolledBack,
                                    rolledBack ? 0 : transactions.kept())
                            .withTakenBack(rolledBack ? List.of() : transactions.takenBack())
                            .withLeftBehind(leftBehind)
                            .withRemedy(piece.flatMap(
                                            found -> PostgresqlFailures.remedyForServerObject(found.words(), failure))
                                    .or(() -> PostgresqlScriptRole.remedy(
                                            pieces.subList(0, index.orElse(0)), script, failure))),
                    failure);
        }

        private boolean failsOutsideOfTransactions(Optional<Integer> index) {
            return index.filter(failing -> kinds.get(failing) == PostgresqlStatementKind.ALONE)
                    .isPresent();
        }
    }
}
