package dev.gnomon.engine.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** The lock that keeps two runs on one database apart, Prisma's included. */
public interface MigrationLock {

    /**
     * Take the lock. It ends with the session even if gnomon is killed.
     *
     * @param patience how long to wait, in whole milliseconds
     * @return the lock; closing it releases it, closing it twice does nothing
     * @throws dev.gnomon.engine.error.GnomonException {@code P1002} if another run still holds it after
     *     {@code patience}
     */
    Held acquire(Connection connection, Duration patience) throws SQLException;

    /** A lock that is held. */
    interface Held extends AutoCloseable {
        @Override
        void close() throws SQLException;
    }
}
