package dev.gnomon.engine.dialect;

import java.sql.SQLException;
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
     */
    public record Failure(
            Optional<String> databaseCode,
            String report,
            Optional<Integer> statementIndex,
            Optional<String> statement,
            Optional<Integer> line,
            boolean rolledBack,
            Optional<Integer> kept) {

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
