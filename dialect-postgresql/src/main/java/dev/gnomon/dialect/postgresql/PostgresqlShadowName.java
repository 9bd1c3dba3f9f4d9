package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.ShadowDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The names of automatic shadow databases: a UUID that says which session made one, so that not even a run that is killed
 * right after the creation leaves one whose maker cannot be told. It has version 8, which others do not use.
 */
final class PostgresqlShadowName {

    private static final int OURS = 8;

    /**
     * A session.
     *
     * @param process the server's process
     * @param start   the last 48 bits of its start in microseconds
     */
    private record Session(long process, long start) {}

    private PostgresqlShadowName() {}

    /** A new name that says that this session made it. */
    static String of(Connection maker) throws SQLException {
        try (Statement statement = maker.createStatement();
                ResultSet row = statement.executeQuery(sessions() + " WHERE pid = pg_catalog.pg_backend_pid()")) {
            if (!row.next()) {
                return ShadowDatabases.NAME_PREFIX + UUID.randomUUID();
            }
            Session session = read(row).orElseThrow();
            ThreadLocalRandom random = ThreadLocalRandom.current();
            long high = session.start() << 16 | (long) OURS << 12 | random.nextInt(1 << 12);
            long low = 1L << 63 | session.process() << 30 | random.nextInt(1 << 30);
            return ShadowDatabases.NAME_PREFIX + new UUID(high, low);
        }
    }

    /** Tells which names were made by a session that is gone. */
    static Makers makers(Connection connection) throws SQLException {
        Map<Long, Optional<Session>> living = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sessions())) {
            while (row.next()) {
                living.put(row.getLong(1), read(row));
            }
        }
        return new Makers(living);
    }

    /** The start of another user's session is not shown to everybody. */
    private static String sessions() {
        return "SELECT pid, (extract(epoch FROM backend_start) * 1000000)::bigint FROM pg_catalog.pg_stat_activity";
    }

    private static Optional<Session> read(ResultSet row) throws SQLException {
        long process = row.getLong(1);
        long start = row.getLong(2) & 0xFFFF_FFFF_FFFFL;
        return row.wasNull() ? Optional.empty() : Optional.of(new Session(process, start));
    }

    /**
     * The sessions of the server.
     *
     * @param living by their process; empty where their start is not shown
     */
    record Makers(Map<Long, Optional<Session>> living) {

        /** Whether gnomon made a database and the session that did is certainly gone. */
        boolean isGone(String name) {
            try {
                UUID id = UUID.fromString(name.substring(ShadowDatabases.NAME_PREFIX.length()));
                if (id.version() != OURS) {
                    return false;
                }
                Session maker =
                        new Session(id.getLeastSignificantBits() << 2 >>> 32, id.getMostSignificantBits() >>> 16);
                Optional<Session> now = living.getOrDefault(maker.process(), Optional.of(new Session(0, 0)));
                return now.isPresent() && !now.get().equals(maker);
            } catch (IllegalArgumentException foreign) {
                return false;
            }
        }
    }
}
