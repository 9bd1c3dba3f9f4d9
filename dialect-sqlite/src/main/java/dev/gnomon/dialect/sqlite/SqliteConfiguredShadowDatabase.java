package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.ConfiguredShadowDatabase;
import dev.gnomon.engine.dialect.MigrationLock;
import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.dialect.ShadowMark;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** Takes a database of SQLite that the user has set apart. */
final class SqliteConfiguredShadowDatabase implements ConfiguredShadowDatabase {

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
}
