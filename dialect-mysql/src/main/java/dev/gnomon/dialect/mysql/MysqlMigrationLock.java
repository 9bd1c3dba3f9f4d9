package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.MigrationLock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Takes the lock that Prisma takes, a named lock of the session, and looks whether it was given. */
final class MysqlMigrationLock implements MigrationLock {

    private static final String NAME = "'prisma_migrate'";

    /** How long to wait before asking again where less than the server's second is left. */
    private static final int PAUSE_MILLISECONDS = 20;

    @Override
    public Held acquire(Connection connection, Duration patience) throws SQLException {
        return acquire(connection, NAME, patience);
    }

    /**
     * Take a named lock of the session.
     *
     * @param name as a literal
     */
    static Held acquire(Connection connection, String name, Duration patience) throws SQLException {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean given = ask(connection, name, 0);
        while (!given) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.isNegative() || left.isZero()) {
                throw MysqlFailures.timedOut(
                        "Timed out trying to acquire a MySQL advisory lock (SELECT GET_LOCK(" + name + ", "
                                + patience.toSeconds() + ")). Timeout: " + patience.toMillis()
                                + "ms. See https://pris.ly/d/migrate-advisory-locking for details.",
                        "Wait for the other run to end. `SELECT IS_USED_LOCK(" + name
                                + ")` names the connection that holds the lock.");
            }
            if (left.toSeconds() == 0) {
                pause();
            }
            given = ask(connection, name, left.toSeconds());
        }
        return new SessionLock(connection, name);
    }

    /** Whether this session has the lock. */
    static boolean isHeld(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT IS_USED_LOCK(" + NAME + ") = CONNECTION_ID()")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /**
     * Take the lock that a script has let go.
     *
     * @throws SQLException if another run has it meanwhile
     */
    static void takeAgain(Connection connection) throws SQLException {
        if (!ask(connection, NAME, 0)) {
            throw new SQLException("it let go of the migration lock, which another run has taken");
        }
    }

    /** Whether the server gave the lock within so many whole seconds. */
    private static boolean ask(Connection connection, String name, long seconds) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT GET_LOCK(" + name + ", " + seconds + ")")) {
            row.next();
            int answer = row.getInt(1);
            if (row.wasNull()) {
                throw new SQLException("the server cannot give a named lock");
            }
            return answer == 1;
        }
    }

    private static void pause() throws SQLException {
        try {
            Thread.sleep(PAUSE_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while waiting for the migration lock", e);
        }
    }

    /** The lock of a session. */
    private static final class SessionLock implements Held {

        private final Connection connection;
        private final String name;
        private boolean released;

        SessionLock(Connection connection, String name) {
            this.connection = connection;
            this.name = name;
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
                statement.execute("SELECT RELEASE_LOCK(" + name + ")");
            }
        }
    }
}
