package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.PermissionReport;
import dev.gnomon.engine.dialect.ShadowDatabases;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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
