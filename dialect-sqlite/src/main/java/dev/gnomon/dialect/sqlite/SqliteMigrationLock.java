package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.MigrationLock;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.support.KnownFailures;
import dev.gnomon.engine.support.SessionLock;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
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
        int usualPatience = SqliteSession.pragma(connection, "busy_timeout")
                .map(Integer::parseInt)
                .orElse(0);
        SqliteSession.execute(connection, "PRAGMA busy_timeout=" + patience.toMillis());
        try {
            return SqliteSession.pragma(connection, "main.journal_mode").equals(Optional.of("wal"))
                    ? lockFile(connection, patience)
                    : lockDatabase(connection);
        } catch (SQLException e) {
            int code = SqliteFailures.primaryCode(e);
            if (code == SqliteFailures.BUSY || code == SqliteFailures.LOCKED) {
                throw timedOut(LOCK, patience, e);
            }
            throw e;
        } finally {
            SqliteSession.execute(connection, "PRAGMA busy_timeout=" + usualPatience);
        }
    }

    private static Held lockDatabase(Connection connection) throws SQLException {
        // Who waits for the lock while in that mode keeps what others wait for, so that nobody would ever get it.
        SqliteSession.execute(connection, "BEGIN EXCLUSIVE");
        SqliteSession.execute(connection, LOCK);
        SqliteSession.execute(connection, "COMMIT");
        // The lock is given back with the access after the change of the mode.
        return new SessionLock(connection, "PRAGMA main.locking_mode=NORMAL", "SELECT count(*) FROM sqlite_schema");
    }

    /** Keep other runs out by a file beside the database, which nobody else looks at. */
    static Held lockFile(Connection connection, Duration patience) throws SQLException {
        Path database = Path.of(SqliteSession.mainFile(connection));
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
        return KnownFailures.lockTimedOut(
                "the lock of the database file (" + lock + ")",
                patience,
                "Another program uses the database file: wait until it is done, or end it.",
                cause);
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
