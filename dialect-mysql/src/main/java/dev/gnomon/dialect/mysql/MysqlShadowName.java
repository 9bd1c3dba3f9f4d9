package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.dialect.ShadowDatabases;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.UUID;

/**
 * The names of automatic shadow databases: a UUID of version 8, which others do not use, with the server that made it in
 * front. Who makes one holds a lock of that name, which ends with the session.
 */
final class MysqlShadowName {

    private static final int OURS = 8;

    private MysqlShadowName() {}

    /** A new name, for which the session holds the lock from now on. */
    static String lockedBy(Connection maker) throws SQLException {
        UUID random = UUID.randomUUID();
        long high = (server(maker) << 32) | (random.getMostSignificantBits() & 0xFFFF_0FFFL) | ((long) OURS << 12);
        String name = ShadowDatabases.NAME_PREFIX + new UUID(high, random.getLeastSignificantBits());
        ask(maker, "SELECT GET_LOCK(" + MysqlLiterals.quote(name) + ", 0)");
        return name;
    }

    /** The lock of a configured shadow database, as a literal: names of locks are the whole server's, and short. */
    static String lockOf(SessionPlace place) {
        String database = place.database().orElse("").toLowerCase(Locale.ROOT);
        return "'gnomon_shadow_" + UUID.nameUUIDFromBytes(database.getBytes(StandardCharsets.UTF_8)) + "'";
    }

    /** Whether gnomon made a database by this server, and the session that did is certainly gone. */
    static boolean isAbandoned(Connection connection, String name) throws SQLException {
        UUID id;
        try {
            id = UUID.fromString(name.substring(ShadowDatabases.NAME_PREFIX.length()));
        } catch (IllegalArgumentException foreign) {
            return false;
        }
        return id.version() == OURS
                && id.getMostSignificantBits() >>> 32 == server(connection)
                && ask(connection, "SELECT IS_FREE_LOCK(" + MysqlLiterals.quote(name) + ")") == 1;
    }

    /** Locks are a single server's, even where databases are a cluster's. */
    private static long server(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@hostname, @@port, @@datadir, @@server_id")) {
            row.next();
            return String.join("/", row.getString(1), row.getString(2), row.getString(3), row.getString(4))
                            .hashCode()
                    & 0xFFFF_FFFFL;
        }
    }

    private static int ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
