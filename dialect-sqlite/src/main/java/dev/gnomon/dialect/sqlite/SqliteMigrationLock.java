package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.MigrationLock;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Locks the whole file against everybody else, as Prisma does: whoever has it in this mode keeps the
 * lock of the first write until the session ends.
 */
final class SqliteMigrationLock implements MigrationLock {
    private static final String LOCK = "PRAGMA main.locking_mode=EXCLUSIVE";

    @Override
    public Held acquire(Connection connection, Duration patience) throws SQLException {
        int usualPatience = busyTimeout(connection);
        execute(connection, "PRAGMA busy_timeout=" + patience.toMillis());
        try {
            execute(connection, LOCK);
            // The mode alone locks nothing yet; a write would.
            execute(connection, "BEGIN EXCLUSIVE");
            execute(connection, "COMMIT");
        } catch (SQLException e) {
            execute(connection, "PRAGMA main.locking_mode=NORMAL");
            int code = SqliteErrors.primaryCode(e);
            if (code == SqliteErrors.BUSY || code == SqliteErrors.LOCKED) {
                throw timedOut(patience, e);
            }
            throw e;
        } finally {
            execute(connection, "PRAGMA busy_timeout=" + usualPatience);
        }
        return new HeldLock(connection);
    }

    private static GnomonException timedOut(Duration patience, SQLException cause) {
        return new GnomonException(
                EngineErrorCode.SERVER_TIMED_OUT,
                "The database server was reached but timed out.\n\nPlease try again.\n\nPlease make sure your database"
                        + " server is running at the configured address.\n\nContext: Timed out trying to acquire the lock"
                        + " of the database file (" + LOCK + "). Timeout: " + patience.toMillis()
                        + "ms. See https://pris.ly/d/migrate-advisory-locking for details.\n",
                "Another program uses the database file: wait until it is done, or end it.",
                cause);
    }

    private static void release(Connection connection) throws SQLException {
        execute(connection, "PRAGMA main.locking_mode=NORMAL");
        // The lock is given back with the next access.
        execute(connection, "SELECT count(*) FROM sqlite_schema");
    }

    private static int busyTimeout(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA busy_timeout")) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The lock of a session. */
    private static final class HeldLock implements Held {
        private final Connection connection;
        private boolean released;

        HeldLock(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void close() throws SQLException {
            if (!released && !connection.isClosed()) {
                release(connection);
            }
            released = true;
        }
    }
}
