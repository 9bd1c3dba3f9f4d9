package org.example.gnomon.h2;

import dev.gnomon.engine.dialect.MigrationLock;
import dev.gnomon.engine.support.KnownFailures;
import dev.gnomon.engine.support.PolledLock;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps two runs within one process apart; H2 itself lets one process at a time open a file.
 *
 * <p>No lock of H2's own would do: the lock of a row ends with the first change of the structure, and exclusive mode
 * stops all other sessions instead of telling them.
 */
final class H2MigrationLock implements MigrationLock {

    /** Who holds a lock, by its kind and the database's path. */
    private static final Map<String, Connection> HOLDERS = new ConcurrentHashMap<>();

    @Override
    public Held acquire(Connection connection, Duration patience) throws SQLException {
        return acquire(connection, "", patience);
    }

    /** Take one of the locks of a database. */
    static Held acquire(Connection connection, String which, Duration patience) throws SQLException {
        Optional<String> database = H2Session.text(
                connection, "SELECT COALESCE(DATABASE_PATH(), NULLIF('mem:' || DATABASE(), 'mem:UNNAMED'))");
        if (database.isEmpty()) {
            // A database in memory without a name has no other session.
            return () -> {};
        }
        String name = which + database.get();
        return PolledLock.<Held, SQLException>take(
                        patience,
                        left -> take(name, connection)
                                ? Optional.of(() -> HOLDERS.remove(name, connection))
                                : Optional.empty())
                .orElseThrow(() -> KnownFailures.lockTimedOut(
                        "the lock of the database in this process",
                        patience,
                        "Wait until the other run is done, or end it.",
                        null));
    }

    /** Take the lock if nobody has it, or if whoever had it is gone. */
    private static boolean take(String database, Connection connection) throws SQLException {
        Connection holder = HOLDERS.putIfAbsent(database, connection);
        return holder == null || (holder.isClosed() && HOLDERS.replace(database, holder, connection));
    }
}
