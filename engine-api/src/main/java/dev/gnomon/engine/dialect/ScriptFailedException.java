package dev.gnomon.engine.dialect;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A statement of a script failed. */
public final class ScriptFailedException extends SQLException {

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    /**
     * What failed and where.
     *
     * @param databaseCode   the database's own code: SQLSTATE or number; empty where it has none
     * @param report         the database's message as the history's logs and {@code P3018} show it
     * @param statementIndex how many statements of the script came before, from 0; empty where unknown
     * @param statement      the statement that failed; empty where unknown
     * @param line           the line of the script, from 1; empty where unknown
     * @param rolledBack     nothing of the script is left in the database
     * @param kept           how many statements from the script's beginning stay in the database; empty where
     *                       unknown
     * @param takenBack      which of those statements the script itself took back, from 0 and in order
     * @param leftBehind     what stays besides, such as an index that is not valid, and how to remove it, as whole
     *                       sentences; empty where there is nothing
     * @param remedy         what to do about it where the dialect knows, as whole sentences
     */
    public record Failure(
            Optional<String> databaseCode,
            String report,
            Optional<Integer> statementIndex,
            Optional<String> statement,
            Optional<Integer> line,
            boolean rolledBack,
            Optional<Integer> kept,
            List<Integer> takenBack,
            Optional<String> leftBehind,
            Optional<String> remedy) {

        public Failure {
            takenBack = List.copyOf(takenBack);
        }

        /** Describe a failure that leaves nothing but statements that ran. */
        public Failure(
                Optional<String> databaseCode,
                String report,
                Optional<Integer> statementIndex,
                Optional<String> statement,
                Optional<Integer> line,
                boolean rolledBack,
                Optional<Integer> kept) {
            this(
                    databaseCode,
                    report,
                    statementIndex,
                    statement,
                    line,
                    rolledBack,
                    kept,
                    List.of(),
                    Optional.empty(),
                    Optional.empty());
        }

        /** Describe a failure before which all statements stay, or none. */
        public Failure(
                Optional<String> databaseCode,
                String report,
                Optional<Integer> statementIndex,
                Optional<String> statement,
                Optional<Integer> line,
                boolean rolledBack) {
            this(
                    databaseCode,
                    report,
                    statementIndex,
                    statement,
                    line,
                    rolledBack,
                    rolledBack ? Optional.of(0) : statementIndex);
        }

        /** The same failure with what the script itself took back. */
        public Failure withTakenBack(List<Integer> statements) {
            return new Failure(
                    databaseCode,
                    report,
                    statementIndex,
                    statement,
                    line,
                    rolledBack,
                    kept,
                    statements,
                    leftBehind,
                    remedy);
        }

        /** The same failure with what stays besides. */
        public Failure withLeftBehind(Optional<String> text) {
            return new Failure(
                    databaseCode, report, statementIndex, statement, line, rolledBack, kept, takenBack, text, remedy);
        }

        /** The same failure with what to do about it. */
        public Failure withRemedy(Optional<String> text) {
            return new Failure(
                    databaseCode,
                    report,
                    statementIndex,
                    statement,
                    line,
                    rolledBack,
                    kept,
                    takenBack,
                    leftBehind,
                    text);
        }
    }

    public ScriptFailedException(Failure failure, SQLException cause) {
        super(
                SecretMask.maskSql(
                        String.valueOf(cause.getMessage()), failure.statement().orElse("")),
                cause.getSQLState(),
                cause.getErrorCode(),
                cause);
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
