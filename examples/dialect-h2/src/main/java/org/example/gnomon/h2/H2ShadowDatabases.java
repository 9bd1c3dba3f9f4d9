package org.example.gnomon.h2;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.PermissionReport;
import dev.gnomon.engine.dialect.ShadowDatabases;
import dev.gnomon.engine.support.SqlText;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Replays in memory, which needs no permission and leaves nothing behind. */
final class H2ShadowDatabases implements ShadowDatabases {

    /** Settings that decide what statements mean; the others are about the main database's file. */
    private static final Set<String> LANGUAGE = Set.of(
            "MODE",
            "DATABASE_TO_LOWER",
            "DATABASE_TO_UPPER",
            "CASE_INSENSITIVE_IDENTIFIERS",
            "DEFAULT_NULL_ORDERING",
            "IGNORECASE",
            "COLLATION",
            "NON_KEYWORDS",
            "TIME ZONE",
            "BUILTIN_ALIAS_OVERRIDE");

    @Override
    public PermissionReport checkPermission(Connection main) {
        return new PermissionReport.Granted();
    }

    @Override
    public ShadowDatabase create(Connection main, DatabaseTarget target) throws SQLException {
        H2Url url = H2Url.parse(target);
        Map<String, String> settings = new LinkedHashMap<>(url.settings());
        settings.keySet().retainAll(LANGUAGE);
        ShadowDatabase shadow = inMemory(settings);
        if (url.schema().isPresent()) {
            String namespace = SqlText.identifier(url.defaultNamespace());
            H2Session.execute(shadow.connection(), "CREATE SCHEMA IF NOT EXISTS " + namespace);
            H2Session.execute(shadow.connection(), "SET SCHEMA " + namespace);
        }
        return shadow;
    }

    @Override
    public Optional<ShadowDatabase> createAlone() throws SQLException {
        return Optional.of(inMemory(Map.of()));
    }

    /** One without a name is its connection's own and gone with it. */
    private static ShadowDatabase inMemory(Map<String, String> settings) throws SQLException {
        H2Url unnamed = new H2Url(Optional.empty(), Optional.of(""), "", "", Optional.empty(), settings);
        return new InMemory(H2Connector.open(unnamed, Map.of()));
    }

    @Override
    public List<Leftover> list(Connection main) {
        return List.of();
    }

    @Override
    public void drop(Connection main, String name) throws SQLException {
        throw new SQLException("there is no shadow database " + name + ": this dialect keeps them in memory");
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
