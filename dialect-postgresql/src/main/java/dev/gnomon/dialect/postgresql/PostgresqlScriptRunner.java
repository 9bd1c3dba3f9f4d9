package dev.gnomon.dialect.postgresql;

import dev.gnomon.dialect.postgresql.PostgresqlScriptSplitter.Piece;
import dev.gnomon.engine.dialect.ScriptFailedException;
import dev.gnomon.engine.dialect.ScriptProgress;
import dev.gnomon.engine.dialect.ScriptRunner;
import dev.gnomon.engine.dialect.ScriptStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /** A script that failed sooner is run once more, and rolled back, to find the statement. */
    private static final long RETRY_LIMIT_NANOSECONDS = 5_000_000_000L;

    @Override
    public List<ScriptStatement> split(String script) {
        return PostgresqlScriptSplitter.split(script).stream()
                .map(piece -> ScriptStatement.of(piece.text(script), piece.line()))
                .toList();
    }

    @Override
    public void run(Connection connection, String script) throws ScriptFailedException {
        run(connection, script, ScriptProgress.UNHEARD);
    }

    @Override
    public void run(Connection connection, String script, ScriptProgress progress) throws ScriptFailedException {
        List<Piece> pieces = PostgresqlScriptSplitter.split(script);
        if (pieces.isEmpty()) {
            return;
        }
        refuseCopy(script, pieces);
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

    private static void refuseCopy(String script, List<Piece> pieces) throws ScriptFailedException {
        for (int index = 0; index < pieces.size(); index++) {
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
                    + PostgresqlNames.literal(before.searchPath()) + ", false), pg_catalog.set_config('row_security', "
                    + PostgresqlNames.literal(before.rowSecurity()) + ", false)");
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

        Run(Connection connection, String script, List<Piece> pieces, ScriptProgress progress) {
            this.connection = connection;
            this.script = script;
            this.pieces = pieces;
            this.progress = progress;
            this.kinds = pieces.stream().map(PostgresqlStatementKind::of).toList();
        }

        void execute() throws ScriptFailedException {
            boolean controlsTransactions = kinds.stream().anyMatch(PostgresqlStatementKind::controlsTransactions);
            boolean hasAlone = pieces.size() > 1 && kinds.contains(PostgresqlStatementKind.ALONE);
            if (controlsTransactions) {
                // The script's own transactions: as one piece if that is possible, which keeps the rest together.
                executeAll(hasAlone ? eachForItself() : List.of(all()));
            } else if (hasAlone) {
                executeAll(aroundThose(PostgresqlStatementKind.ALONE));
            } else {
                executeWhole();
            }
        }

        /** From the first to the last statement of a part of the script, the last one excluded. */
        private record Part(int from, int to) {}

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
            try {
                send(all());
            } catch (SQLException failure) {
                rollBack(failure);
                String state = Optional.ofNullable(failure.getSQLState()).orElse("");
                if (pieces.size() > 1 && state.equals(ACTIVE_TRANSACTION)) {
                    executeAll(eachForItself());
                } else if (pieces.size() > 1 && state.equals(UNSAFE_NEW_VALUE)) {
                    executeAll(aroundThose(PostgresqlStatementKind.ENUM_VALUE));
                } else {
                    Optional<Integer> index = failingPiece(failure, all());
                    if (index.isEmpty() && System.nanoTime() - start < RETRY_LIMIT_NANOSECONDS) {
                        index = failingPieceByTrial();
                    }
                    throw failed(failure, all(), index, !kinds.contains(PostgresqlStatementKind.ALONE));
                }
            }
        }

        private void executeAll(List<Part> parts) throws ScriptFailedException {
            for (Part part : parts) {
                try {
                    send(part);
                } catch (SQLException failure) {
                    rollBack(failure);
                    Optional<Integer> index = failingPiece(failure, part);
                    throw failed(failure, part, index, nothingIsLeft(part, index));
                }
                tellAfter(part);
            }
        }

        private void tellAfter(Part part) {
            int kept = keptBefore(part.to(), part.to());
            if (kept == part.to() && kept < pieces.size()) {
                progress.reached(kept);
            }
        }

        /**
         * How many statements from the beginning stay when the one at an index fails.
         *
         * @param together from where on the statements were sent in one piece
         */
        private int keptBefore(int failing, int together) {
            int kept = 0;
            boolean inOwnTransaction = false;
            for (int before = 0; before < failing; before++) {
                switch (kinds.get(before)) {
                    case BEGIN -> inOwnTransaction = true;
                    case SAVEPOINT -> {
                        // Stays inside the transaction.
                    }
                    case ROLLBACK, COMMIT -> {
                        inOwnTransaction = false;
                        kept = before + 1;
                    }
                    case TRANSACTIONAL, ENUM_VALUE, ALONE, COPY_FROM_CLIENT -> {
                        if (!inOwnTransaction && before < together) {
                            kept = before + 1;
                        }
                    }
                }
            }
            return kept;
        }

        private void send(Part part) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                // Otherwise the driver takes {…} in a script for its own escapes.
                statement.setEscapeProcessing(false);
                statement.execute(script.substring(
                        startOf(part), pieces.get(part.to() - 1).end()));
            }
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

        private Optional<Integer> failingPiece(SQLException failure, Part part) {
            if (part.to() - part.from() == 1) {
                return Optional.of(part.from());
            }
            return PostgresqlScriptReport.place(failure, script, startOf(part)).flatMap(place -> {
                for (int index = part.from(); index < part.to(); index++) {
                    if (place <= pieces.get(index).end()) {
                        return Optional.of(index);
                    }
                }
                return Optional.empty();
            });
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

        /** Whether a failure in a part takes back all that the script did before. */
        private boolean nothingIsLeft(Part part, Optional<Integer> index) {
            int failing = index.orElse(part.to() - 1);
            if (kinds.get(failing) == PostgresqlStatementKind.ALONE) {
                return false;
            }
            boolean sentTogether = part.to() - part.from() > 1;
            boolean inOwnTransaction = false;
            boolean pending = false;
            for (int before = 0; before < failing; before++) {
                switch (kinds.get(before)) {
                    case BEGIN -> inOwnTransaction = true;
                    case SAVEPOINT -> {
                        // Stays inside the transaction.
                    }
                    case ROLLBACK -> {
                        inOwnTransaction = false;
                        pending = false;
                    }
                    case COMMIT -> {
                        if (pending) {
                            return false;
                        }
                        inOwnTransaction = false;
                    }
                    case TRANSACTIONAL, ENUM_VALUE, ALONE, COPY_FROM_CLIENT -> {
                        boolean inImplicitTransaction = sentTogether && before >= part.from();
                        if (!inOwnTransaction && !inImplicitTransaction) {
                            return false;
                        }
                        pending = true;
                    }
                }
            }
            return true;
        }

        private ScriptFailedException failed(
                SQLException failure, Part part, Optional<Integer> index, boolean rolledBack) {
            return new ScriptFailedException(
                    PostgresqlScriptReport.of(
                            failure,
                            script,
                            pieces,
                            index,
                            startOf(part),
                            rolledBack,
                            rolledBack ? 0 : keptBefore(index.orElse(part.to() - 1), part.from())),
                    failure);
        }
    }
}
