package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.dialect.MigrationLock;
import dev.gnomon.engine.support.KnownFailures;
import dev.gnomon.engine.support.SessionLock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Takes the lock that Prisma takes: an application lock of the session. */
final class SqlserverMigrationLock implements MigrationLock {

    private static final int TIMED_OUT = -1;

    private static final String NAME = "prisma_migrate";

    @Override
    public Held acquire(Connection connection, Duration patience) throws SQLException {
        return acquire(connection, NAME, patience);
    }

    /** Take an application lock of the session in its database. */
    static Held acquire(Connection connection, String name, Duration patience) throws SQLException {
        int answer = ask(connection, acquisition(name, patience));
        if (answer == TIMED_OUT) {
            throw KnownFailures.lockTimedOut(
                    "a SQL Server advisory lock (sp_getapplock '" + name + "')",
                    patience,
                    "Wait for the other run to end. sys.dm_tran_locks shows who holds the application lock.",
                    null);
        }
        if (answer < 0) {
            throw new SQLException("the server did not give the application lock, it answered " + answer);
        }
        return new SessionLock(connection, "EXEC sp_releaseapplock @Resource = '" + name + "', @LockOwner = 'Session'");
    }

    /**
     * Take the lock that a script has let go.
     *
     * @throws SQLException if another run has it meanwhile
     */
    static void takeAgain(Connection connection) throws SQLException {
        if (ask(connection, acquisition(NAME, Duration.ZERO)) < 0) {
            throw new SQLException("it let go of the migration lock, which another run has taken");
        }
    }

    static String acquisition(String name, Duration patience) {
        return "DECLARE @result INT; EXEC @result = sp_getapplock @Resource = '" + name + "',"
                + " @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = "
                + Math.min(patience.toMillis(), Integer.MAX_VALUE) + "; SELECT @result";
    }

    /** Not every server keeps quiet about the rows that a procedure touches, so the answer need not come first. */
    static int ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (!rows && statement.getUpdateCount() != -1) {
                rows = statement.getMoreResults();
            }
            if (!rows) {
                throw new SQLException("the server gave no answer about an application lock");
            }
            try (ResultSet row = statement.getResultSet()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
