package dev.gnomon.engine.core.shadow;

import dev.gnomon.engine.dialect.ShadowDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;

/** An empty database for one replay, until it is closed. */
public final class ShadowLease implements AutoCloseable {

    /** Gives the database back. */
    @FunctionalInterface
    interface Release {
        /**
         * Drop the database, or empty it.
         *
         * @param abandoned the connection is not usable any more, because the run was cut off
         */
        void run(boolean abandoned) throws SQLException;
    }

    private final String name;
    private final Connection connection;
    private final ShadowDatabases databases;
    private final Release release;
    private final AtomicBoolean released = new AtomicBoolean();

    ShadowLease(String name, Connection connection, ShadowDatabases databases, Release release) {
        this.name = name;
        this.connection = connection;
        this.databases = databases;
        this.release = release;
    }

    /** What messages call it. */
    public String name() {
        return name;
    }

    public Connection connection() {
        return connection;
    }

    /** Drop it, or empty it if it is the user's own. */
    @Override
    public void close() throws SQLException {
        if (released.compareAndSet(false, true)) {
            release.run(false);
        }
    }

    /** Do the same from another thread, while a statement may be running in it. */
    void abandon() throws SQLException {
        if (released.compareAndSet(false, true)) {
            try {
                databases.interrupt(connection);
            } finally {
                connection.abort(Runnable::run);
                // Not every driver cuts a session off; this one at least takes no further statement.
                connection.close();
                release.run(true);
            }
        }
    }
}
