package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.MigrationLock;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Locks the whole file against everybody else, as Prisma does: whoever has it in this mode keeps the
 * lock of the first write until the session ends.
 *
 * <p>With a write-ahead log that lock is only to be had while nobody else is connected, not even a run that waits for
 * it. There, a {@link SqliteLockFile} keeps gnomon's runs apart, and Prisma's do not get their lock while gnomon is
 * connected.
 */
final class SqliteMigrationLock implements MigrationLock {
    private static final String LOCK = "PRAGMA main.locking_mode=EXCLUSIVE";

    @Override
    public Held acquire(Connection connection, Duration patience) throws SQLException {
        int usualPatience = Integer.parseInt(value(connection, "PRAGMA busy_timeout"));
        execute(connection, "PRAGMA busy_timeout=" + patience.toMillis());
        try {
            return value(connection, "PRAGMA main.journal_mode").equals("wal")
                    ? lockFile(connection, patience)
                    : lockDatabase(connection);
        } catch (SQLException e) {
            int code = SqliteFailures.primaryCode(e);
            if (code == SqliteFailures.BUSY || code == SqliteFailures.LOCKED) {
                throw timedOut(LOCK, patience, e);
            }
            throw e;
        } finally {
            execute(connection, "PRAGMA busy_timeout=" + usualPatience);
        }
    }

    private static Held lockDatabase(Connection connection) throws SQLException {
        // Who waits for the lock while in that mode keeps what others wait for, so that nobody would ever get it.
        execute(connection, "BEGIN EXCLUSIVE");
        execute(connection, LOCK);
        execute(connection, "COMMIT");
        return new LockedDatabase(connection);
    }

    /** Keep other runs out by a file beside the database, which nobody else looks at. */
    static Held lockFile(Connection connection, Duration patience) throws SQLException {
        Path database = Path.of(SqliteConnector.mainFile(connection));
        try {
            return new LockedFile(SqliteLockFile.beside(database, patience)
                    .orElseThrow(() -> timedOut("another run's", patience, null)));
        } catch (IOException e) {
            throw new GnomonException(
                    EngineErrorCode.FILE_FAILURE,
                    "The lock of the database file " + database + " could not be taken: " + e.getMessage(),
                    "Give yourself the permission to create files in its folder.",
                    e);
        }
    }

    private static GnomonException timedOut(String lock, Duration patience, @Nullable SQLException cause) {
        return new GnomonException(
                EngineErrorCode.SERVER_TIMED_OUT,
                "The database server was reached but timed out.\n\nPlease try again.\n\nPlease make sure your database"
                        + " server is running at the configured address.\n\nContext: Timed out trying to acquire the lock"
                        + " of the database file (" + lock + "). Timeout: " + patience.toMillis()
                        + "ms. See https://pris.ly/d/migrate-advisory-locking for details.\n",
                "Another program uses the database file: wait until it is done, or end it.",
                cause);
    }

    private static String value(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The lock of a session. */
    private static final class LockedDatabase implements Held {
        private final Connection connection;
        private boolean released;

        LockedDatabase(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void close() throws SQLException {
            if (!released && !connection.isClosed()) {
                execute(connection, "PRAGMA main.locking_mode=NORMAL");
                // The lock is given back with the next access.
                execute(connection, "SELECT count(*) FROM sqlite_schema");
            }
            released = true;
        }
    }

    /** The lock of a file beside the database. */
    private static final class LockedFile implements Held {
        private Optional<SqliteLockFile> file;

        LockedFile(SqliteLockFile file) {
            this.file = Optional.of(file);
        }

        @Override
        public void close() throws SQLException {
            if (file.isPresent()) {
                try {
                    file.get().close();
                } catch (IOException e) {
                    throw new SQLException("the lock file of the database could not be deleted: " + e.getMessage(), e);
                }
            }
            file = Optional.empty();
        }
    }
}
