package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.dialect.ShadowDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/**
 * The names of automatic shadow databases: a UUID of version 8, which others do not use, with the server that made it in
 * front. Who makes one holds an application lock of that name in {@code master}, which ends with the session; unlike the
 * list of sessions, everybody may ask for it.
 */
final class SqlserverShadowName {

    private static final int OURS = 8;

    private SqlserverShadowName() {}

    /** A new name, for which the session holds the lock from now on. */
    static String lockedBy(Connection maker) throws SQLException {
        String name = ShadowDatabases.NAME_PREFIX + withServer(server(maker), UUID.randomUUID());
        boolean held = SqlserverMigrationLock.ask(maker, acquisition(name, maker.getCatalog())) >= 0;
        // Whether the maker of a name without a lock is gone could not be told.
        return held ? name : ShadowDatabases.NAME_PREFIX + UUID.randomUUID();
    }

    /** Whether gnomon made a database by this server, and the session that did is certainly gone. */
    static boolean isAbandoned(Connection connection, String name) throws SQLException {
        return isMadeBy(server(connection), name)
                && SqlserverMigrationLock.ask(connection, question(name, connection.getCatalog())) == 1;
    }

    static UUID withServer(long server, UUID random) {
        long high = (server << 32) | (random.getMostSignificantBits() & 0xFFFF_0FFFL) | ((long) OURS << 12);
        return new UUID(high, random.getLeastSignificantBits());
    }

    static boolean isMadeBy(long server, String name) {
        try {
            UUID id = UUID.fromString(name.substring(ShadowDatabases.NAME_PREFIX.length()));
            return id.version() == OURS && id.getMostSignificantBits() >>> 32 == server;
        } catch (IllegalArgumentException foreign) {
            return false;
        }
    }

    /** An application lock belongs to the database that the session is in, so that all have to meet in one. */
    static String acquisition(String name, String home) {
        return "USE master; DECLARE @result INT; EXEC @result = sp_getapplock @Resource = N"
                + SqlserverLiterals.quote(name)
                + ", @LockMode = 'Exclusive', @LockOwner = 'Session', @LockTimeout = 0; USE "
                + SqlserverNames.quote(home) + "; SELECT @result";
    }

    /** Answers 1 if nobody holds the lock. */
    static String question(String name, String home) {
        return "USE master; DECLARE @result INT = APPLOCK_TEST('public', N" + SqlserverLiterals.quote(name)
                + ", 'Exclusive', 'Session'); USE " + SqlserverNames.quote(home) + "; SELECT @result";
    }

    /** Locks are a single server's, even where its databases move to another one. */
    private static long server(Connection connection) throws SQLException {
        return SqlserverSession.texts(connection, "SELECT CONVERT(nvarchar(256), SERVERPROPERTY('ServerName'))")
                        .hashCode()
                & 0xFFFF_FFFFL;
    }
}
