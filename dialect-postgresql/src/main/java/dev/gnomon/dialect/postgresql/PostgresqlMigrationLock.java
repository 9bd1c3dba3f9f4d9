package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.MigrationLock;
import dev.gnomon.engine.support.KnownFailures;
import dev.gnomon.engine.support.SessionLock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** The advisory lock of the session, with the number that Prisma uses. */
final class PostgresqlMigrationLock implements MigrationLock {

    private static final String KEY = "72707369";

    /** The key of a configured shadow database: another number, since it is another lock. */
    private static final String SHADOW_KEY = "72707370";

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String QUERY_CANCELED = "57014";

    @Override
    public Held acquire(Connection connection, Duration patience) throws SQLException {
        return acquire(connection, KEY, patience);
    }

    /** Take the lock that keeps runs apart which have the same configured shadow database. */
    static Held acquireShadow(Connection connection, Duration patience) throws SQLException {
        return acquire(connection, SHADOW_KEY, patience);
    }

    private static Held acquire(Connection connection, String key, Duration patience) throws SQLException {
        String acquire = "SELECT pg_catalog.pg_advisory_lock(" + key + ")";
        long milliseconds = Math.max(1, patience.toMillis());
        try (Statement statement = connection.createStatement()) {
            // One piece, so that the timeout is gone again with the implicit transaction, whatever happens; an
            // advisory lock of the session outlives the transaction.
            statement.execute("SET LOCAL lock_timeout = " + milliseconds + "; " + acquire);
        } catch (SQLException e) {
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState()) || QUERY_CANCELED.equals(e.getSQLState())) {
                throw KnownFailures.lockTimedOut(
                        "a postgres advisory lock (SELECT pg_advisory_lock(" + key + "))",
                        Duration.ofMillis(milliseconds),
                        "Wait until the other run is done, or look with `SELECT * FROM pg_locks WHERE locktype ="
                                + " 'advisory'` who holds the lock.",
                        e);
            }
            throw e;
        }
        return new SessionLock(connection, "SELECT pg_catalog.pg_advisory_unlock(" + key + ")");
    }

    /** Whether this session has the lock. */
    static boolean isHeld(Connection connection) throws SQLException {
        return answer(
                connection,
                "SELECT EXISTS (SELECT FROM pg_catalog.pg_locks WHERE locktype = 'advisory' AND granted"
                        + " AND pid = pg_catalog.pg_backend_pid() AND classid = 0 AND objsubid = 1 AND objid = " + KEY
                        + ")");
    }

    /**
     * Take the lock that a script has let go.
     *
     * @throws SQLException if another run has it meanwhile
     */
    static void takeAgain(Connection connection) throws SQLException {
        if (!answer(connection, "SELECT pg_catalog.pg_try_advisory_lock(" + KEY + ")")) {
            throw new SQLException("it let go of the migration lock, which another run has taken");
        }
    }

    private static boolean answer(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
