package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.ConfiguredShadowDatabase;
import dev.gnomon.engine.dialect.MigrationLock;
import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.dialect.ShadowMark;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** Takes a database of MySQL that the user has set apart. */
final class MysqlConfiguredShadowDatabase implements ConfiguredShadowDatabase {

    @Override
    public MigrationLock.Held hold(Connection shadow, SessionPlace place, Duration patience) throws SQLException {
        return MysqlMigrationLock.acquire(shadow, MysqlShadowName.lockOf(place), patience);
    }

    @Override
    public Optional<String> signOfUse(Connection shadow, SessionPlace place, Predicate<String> explained)
            throws SQLException {
        return MysqlSignOfUse.find(shadow, place, explained);
    }

    @Override
    public void mark(Connection shadow, SessionPlace place, ShadowMark mark) throws SQLException {
        MysqlShadowMark.set(shadow, place, mark);
    }

    @Override
    public Optional<ShadowMark> readMark(Connection shadow, SessionPlace place) throws SQLException {
        return MysqlShadowMark.read(shadow, place);
    }

    @Override
    public void unmark(Connection shadow, SessionPlace place) throws SQLException {
        MysqlShadowMark.remove(shadow, place);
    }
}
