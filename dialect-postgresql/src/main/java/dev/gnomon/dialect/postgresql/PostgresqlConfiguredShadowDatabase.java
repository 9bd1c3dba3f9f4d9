package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.ConfiguredShadowDatabase;
import dev.gnomon.engine.dialect.MigrationLock;
import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.dialect.ShadowMark;
import dev.gnomon.engine.dialect.ShadowNamespaces;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/** Takes a database of PostgreSQL that the user has set apart. */
final class PostgresqlConfiguredShadowDatabase implements ConfiguredShadowDatabase {

    @Override
    public MigrationLock.Held hold(Connection shadow, SessionPlace place, Duration patience) throws SQLException {
        return PostgresqlMigrationLock.acquireShadow(shadow, patience);
    }

    @Override
    public Optional<String> signOfUse(Connection shadow, SessionPlace place, Predicate<String> explained)
            throws SQLException {
        return PostgresqlSignOfUse.find(shadow, explained);
    }

    @Override
    public void mark(Connection shadow, SessionPlace place, ShadowMark mark) throws SQLException {
        PostgresqlShadowMark.set(shadow, place, mark);
    }

    @Override
    public Optional<ShadowMark> readMark(Connection shadow, SessionPlace place) throws SQLException {
        return PostgresqlShadowMark.read(shadow, place);
    }

    @Override
    public void unmark(Connection shadow, SessionPlace place) throws SQLException {
        PostgresqlShadowMark.remove(shadow, place);
    }

    @Override
    public Optional<ShadowNamespaces> namespaces() {
        return Optional.of(new PostgresqlShadowNamespaces());
    }
}
