package org.example.gnomon.h2;

import java.util.function.Predicate;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.MigrationLock;
import dev.gnomon.engine.dialect.PermissionReport;
import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.dialect.ShadowDatabases;
import dev.gnomon.engine.dialect.ShadowMark;
import dev.gnomon.engine.support.SqlText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Replays in memory, which needs no permission and leaves nothing behind. */
final class H2ShadowDatabases implements ShadowDatabases {

    /** A comment of the default namespace, which is no table and survives the loss of all of them. */
    private static final String MARK = "shadow database of gnomon: ";

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

    @Override
    public MigrationLock.Held hold(Connection shadow, SessionPlace place, Duration patience) throws SQLException {
        return H2MigrationLock.acquire(shadow, "shadow ", patience);
    }

    @Override
    public Optional<String> signOfUse(Connection shadow, SessionPlace place, Predicate<String> explained)
            throws SQLException {
        return H2SignOfUse.find(shadow, explained);
    }

    @Override
    public void mark(Connection shadow, SessionPlace place, ShadowMark mark) throws SQLException {
        comment(shadow, place, SqlText.literal(MARK + mark.text()));
    }

    @Override
    public Optional<ShadowMark> readMark(Connection shadow, SessionPlace place) throws SQLException {
        return H2Session.text(
                        shadow,
                        "SELECT REMARKS FROM INFORMATION_SCHEMA.SCHEMATA WHERE SCHEMA_NAME = "
                                + SqlText.literal(namespace(place)))
                .filter(comment -> comment.startsWith(MARK))
                .map(comment -> ShadowMark.parse(comment.substring(MARK.length())));
    }

    @Override
    public void unmark(Connection shadow, SessionPlace place) throws SQLException {
        if (readMark(shadow, place).isPresent()) {
            comment(shadow, place, "NULL");
        }
    }

    private static void comment(Connection shadow, SessionPlace place, String text) throws SQLException {
        H2Session.execute(shadow, "COMMENT ON SCHEMA " + SqlText.identifier(namespace(place)) + " IS " + text);
    }

    private static String namespace(SessionPlace place) {
        return place.namespace().orElseThrow();
    }

    @Override
    public List<String> namespaces(Connection shadow) throws SQLException {
        List<String> names = new ArrayList<>();
        String query = "SELECT SCHEMA_NAME FROM INFORMATION_SCHEMA.SCHEMATA"
                + " WHERE SCHEMA_NAME <> 'INFORMATION_SCHEMA' ORDER BY SCHEMA_NAME";
        try (PreparedStatement statement = shadow.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    @Override
    public void dropNamespaces(Connection shadow, List<String> namespaces) throws SQLException {
        try (Statement statement = shadow.createStatement()) {
            for (String namespace : namespaces) {
                statement.execute("DROP SCHEMA IF EXISTS " + SqlText.identifier(namespace) + " CASCADE");
            }
        }
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
