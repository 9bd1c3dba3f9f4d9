package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.MigrationLock;
import dev.gnomon.engine.support.KnownFailures;
import dev.gnomon.engine.support.PolledLock;
import dev.gnomon.engine.support.SessionLock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;

/** Takes the lock that Prisma takes, a named lock of the session, and looks whether it was given. */
final class MysqlMigrationLock implements MigrationLock {

    private static final String NAME = "'prisma_migrate'";

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
        return PolledLock.take(patience, left -> ask(connection, name, left.toSeconds()))
                .orElseThrow(() -> KnownFailures.lockTimedOut(
                        "a MySQL advisory lock (SELECT GET_LOCK(" + name + ", " + patience.toSeconds() + "))",
                        patience,
                        "Wait for the other run to end. `SELECT IS_USED_LOCK(" + name
                                + ")` names the connection that holds the lock.",
                        null));
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
        if (ask(connection, NAME, 0).isEmpty()) {
            throw new SQLException("it let go of the migration lock, which another run has taken");
        }
    }

    /** The lock, if the server gives it within so many whole seconds. */
    private static Optional<Held> ask(Connection connection, String name, long seconds) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT GET_LOCK(" + name + ", " + seconds + ")")) {
            row.next();
            int answer = row.getInt(1);
            if (row.wasNull()) {
                throw new SQLException("the server cannot give a named lock");
            }
            return answer == 1
                    ? Optional.of(new SessionLock(connection, "SELECT RELEASE_LOCK(" + name + ")"))
                    : Optional.empty();
        }
    }
}
