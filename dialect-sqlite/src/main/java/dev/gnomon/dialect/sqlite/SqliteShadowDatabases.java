package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.MigrationLock;
import dev.gnomon.engine.dialect.PermissionReport;
import dev.gnomon.engine.dialect.ReachKind;
import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.dialect.ShadowDatabases;
import dev.gnomon.engine.dialect.ShadowMark;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Replays in memory, which needs no permission and leaves nothing behind. */
final class SqliteShadowDatabases implements ShadowDatabases {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Override
    public PermissionReport checkPermission(Connection main) {
        return new PermissionReport.Granted();
    }

    @Override
    public ShadowDatabase create(Connection main, DatabaseTarget target) throws SQLException {
        return inMemory();
    }

    @Override
    public Optional<ShadowDatabase> createAlone() throws SQLException {
        return Optional.of(inMemory());
    }

    private static ShadowDatabase inMemory() throws SQLException {
        return new InMemory(SqliteConnector.open(Optional.empty(), false, PATIENCE));
    }

    @Override
    public List<Leftover> list(Connection main) {
        return List.of();
    }

    @Override
    public void drop(Connection main, String name) throws SQLException {
        throw new SQLException("there is no shadow database " + name + ": SQLite keeps them in memory");
    }

    @Override
    public void confine(Connection shadow, Set<ReachKind> allowed) throws SQLException {
        if (!allowed.contains(ReachKind.DATABASES) && !allowed.contains(ReachKind.FILES)) {
            SqliteConfinement.shut(shadow);
        }
    }

    @Override
    public MigrationLock.Held hold(Connection shadow, SessionPlace place, Duration patience) throws SQLException {
        if (SqliteSession.mainFile(shadow).isEmpty()) {
            // Nobody else can open a database that lies in this session's memory.
            return () -> {};
        }
        return SqliteMigrationLock.lockFile(shadow, patience);
    }

    @Override
    public Optional<String> signOfUse(Connection shadow, SessionPlace place, Predicate<String> explained)
            throws SQLException {
        return SqliteSignOfUse.find(shadow, explained);
    }

    @Override
    public void mark(Connection shadow, SessionPlace place, ShadowMark mark) throws SQLException {
        SqliteShadowMark.set(shadow, mark);
    }

    @Override
    public Optional<ShadowMark> readMark(Connection shadow, SessionPlace place) throws SQLException {
        return SqliteShadowMark.read(shadow);
    }

    @Override
    public void unmark(Connection shadow, SessionPlace place) throws SQLException {
        SqliteShadowMark.remove(shadow);
    }

    /** A database that is gone with its connection. */
    private record InMemory(Connection connection) implements ShadowDatabase {
        @Override
        public String name() {
            return ":memory:";
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
