package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.MigrationLock;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** The advisory lock of the session, with the number that Prisma uses. */
final class PostgresqlMigrationLock implements MigrationLock {

    private static final String KEY = "72707369";
    private static final String ACQUIRE = "SELECT pg_advisory_lock(" + KEY + ")";
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String QUERY_CANCELED = "57014";

    @Override
    public Held acquire(Connection connection, Duration patience) throws SQLException {
        long milliseconds = Math.max(1, patience.toMillis());
        try (Statement statement = connection.createStatement()) {
            // One piece, so that the timeout is gone again with the implicit transaction, whatever happens; an
            // advisory lock of the session outlives the transaction.
            statement.execute("SET LOCAL lock_timeout = " + milliseconds + "; " + ACQUIRE);
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState()) || QUERY_CANCELED.equals(e.getSQLState())) {
                throw PostgresqlFailures.timedOut(
                        e,
                        "Timed out trying to acquire a postgres advisory lock (" + ACQUIRE + "). Timeout: "
                                + milliseconds
                                + "ms. See https://pris.ly/d/migrate-advisory-locking for details.",
                        "Wait until the other run is done, or look with `SELECT * FROM pg_locks WHERE locktype ="
                                + " 'advisory'` who holds the lock.");
            }
            throw e;
        }
        return new HeldLock(connection);
    }

    /** The lock of one session. */
    private static final class HeldLock implements Held {
        private final Connection connection;
        private boolean released;

        HeldLock(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void close() throws SQLException {
            if (released) {
                return;
            }
            released = true;
            if (connection.isClosed()) {
                return;
            }
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT pg_catalog.pg_advisory_unlock(" + KEY + ")");
            }
        }
    }
}
