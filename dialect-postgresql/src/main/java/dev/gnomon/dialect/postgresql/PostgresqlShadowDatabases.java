package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.MigrationLock;
import dev.gnomon.engine.dialect.PermissionReport;
import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.dialect.ShadowDatabases;
import dev.gnomon.engine.dialect.ShadowMark;
import dev.gnomon.engine.error.GnomonException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.postgresql.PGConnection;

/** Makes shadow databases beside the main one. */
final class PostgresqlShadowDatabases implements ShadowDatabases {

    @Override
    public PermissionReport checkPermission(Connection main) throws SQLException {
        try (Statement statement = main.createStatement();
                ResultSet row = statement.executeQuery("SELECT rolname, rolsuper OR rolcreatedb"
                        + " FROM pg_catalog.pg_roles WHERE rolname = current_user")) {
            if (!row.next()) {
                return new PermissionReport.Unknown("The catalog does not list the role of this session.");
            }
            String role = row.getString(1);
            return row.getBoolean(2)
                    ? new PermissionReport.Granted()
                    : new PermissionReport.Denied(
                            "The role \"" + role + "\" is neither superuser nor has it the attribute CREATEDB.",
                            "ALTER ROLE " + PostgresqlNames.quote(role) + " CREATEDB");
        }
    }

    @Override
    public ShadowDatabase create(Connection main, DatabaseTarget target) throws SQLException {
        return create(main, target, "");
    }

    @Override
    public List<Template> templates(Connection main) throws SQLException {
        return PostgresqlShadowTemplate.list(main);
    }

    @Override
    public ShadowDatabase createFrom(Connection main, DatabaseTarget target, Template template) throws SQLException {
        return create(main, target, " TEMPLATE " + PostgresqlNames.quote(template.name()));
    }

    private static ShadowDatabase create(Connection main, DatabaseTarget target, String origin) throws SQLException {
        String name = PostgresqlShadowName.of(main);
        execute(main, "CREATE DATABASE " + PostgresqlNames.quote(name) + origin);
        try {
            PostgresqlUrl url = PostgresqlUrl.parse(target).withDatabase(name);
            Connection connection = PostgresqlConnector.connectToShadow(url);
            Shadow shadow = new Shadow(main, name, url, connection);
            try {
                PostgresqlConnector.createWrittenNamespace(connection, url);
            } catch (SQLException e) {
                shadow.closeAfter(e);
                throw e;
            }
            return shadow;
        } catch (GnomonException e) {
            // It was created but cannot be reached: it must not stay.
            try {
                PostgresqlConnector.dropDatabase(main, name);
            } catch (SQLException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    @Override
    public List<Leftover> list(Connection main) throws SQLException {
        List<Leftover> found = new ArrayList<>();
        try (Statement statement = main.createStatement();
                ResultSet row = statement.executeQuery("SELECT d.datname, EXISTS (SELECT 1 FROM"
                        + " pg_catalog.pg_stat_activity a WHERE a.datid = d.oid)"
                        + " FROM pg_catalog.pg_database d"
                        + " WHERE pg_catalog.left(d.datname::text, " + NAME_PREFIX.length() + ") = "
                        + PostgresqlLiterals.quote(NAME_PREFIX) + " ORDER BY d.datname")) {
            while (row.next()) {
                found.add(new Leftover(row.getString(1), row.getBoolean(2)));
            }
        }
        return List.copyOf(found);
    }

    @Override
    public List<String> abandoned(Connection main) throws SQLException {
        List<Leftover> found = list(main);
        if (found.isEmpty()) {
            return List.of();
        }
        PostgresqlShadowName.Makers makers = PostgresqlShadowName.makers(main);
        return found.stream()
                .filter(leftover -> !leftover.inUse() && makers.isGone(leftover.name()))
                .map(Leftover::name)
                .toList();
    }

    @Override
    public void drop(Connection main, String name) throws SQLException {
        if (!name.startsWith(NAME_PREFIX)) {
            throw new IllegalArgumentException(name + " is no shadow database of this engine");
        }
        PostgresqlConnector.dropDatabase(main, name);
    }

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

    /** A server does not notice that its client is gone before the statement ends. */
    @Override
    public void interrupt(Connection shadow) throws SQLException {
        shadow.unwrap(PGConnection.class).cancelQuery();
    }

    @Override
    public List<String> namespaces(Connection shadow) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = shadow.createStatement();
                ResultSet row = statement.executeQuery("SELECT nspname FROM pg_catalog.pg_namespace"
                        + " WHERE pg_catalog.left(nspname::text, 3) <> 'pg_' AND nspname <> 'information_schema'"
                        + " ORDER BY nspname")) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        return List.copyOf(found);
    }

    /** A replay leaves some things outside of every namespace, and the next run would take them for somebody's. */
    @Override
    public void dropNamespaces(Connection shadow, List<String> namespaces) throws SQLException {
        // First of all what watches others go.
        execute(shadow, dropAll("EVENT TRIGGER", "pg_event_trigger", "evtname"));
        for (String namespace : namespaces) {
            execute(shadow, "DROP SCHEMA " + PostgresqlNames.quote(namespace) + " CASCADE");
        }
        execute(shadow, dropAll("PUBLICATION", "pg_publication", "pubname"));
        execute(shadow, dropAll("SERVER", "pg_foreign_server", "srvname"));
        execute(shadow, dropAll("FOREIGN DATA WRAPPER", "pg_foreign_data_wrapper", "fdwname"));
        execute(shadow, "SELECT pg_catalog.lo_unlink(oid) FROM pg_catalog.pg_largeobject_metadata");
    }

    /** Drops all objects of a kind that no extension has made. */
    private static String dropAll(String kind, String catalog, String name) {
        return """
                DO $drop$ DECLARE made record; BEGIN
                  FOR made IN SELECT %3$s AS name FROM pg_catalog.%2$s o WHERE oid >= 16384 AND NOT EXISTS (
                      SELECT FROM pg_catalog.pg_depend WHERE deptype = 'e' AND objid = o.oid
                        AND classid = 'pg_catalog.%2$s'::pg_catalog.regclass)
                  LOOP EXECUTE pg_catalog.format('DROP %1$s %%I CASCADE', made.name); END LOOP;
                END $drop$""".formatted(kind, catalog, name);
    }

    private static void execute(Connection shadow, String sql) throws SQLException {
        try (Statement statement = shadow.createStatement()) {
            statement.execute(sql);
        }
    }

    /** A database that is dropped over the main connection when it is closed. */
    private static final class Shadow implements ShadowDatabase {
        private final Connection main;
        private final String name;
        private final PostgresqlUrl url;
        private final Connection connection;
        private boolean closed;

        Shadow(Connection main, String name, PostgresqlUrl url, Connection connection) {
            this.main = main;
            this.name = name;
            this.url = url;
            this.connection = connection;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Connection connection() {
            return connection;
        }

        void closeAfter(SQLException failure) {
            try {
                close();
            } catch (SQLException e) {
                failure.addSuppressed(e);
            }
        }

        @Override
        public void close() throws SQLException {
            if (closed) {
                return;
            }
            closed = true;
            connection.close();
            PostgresqlConnector.dropDatabase(main, name);
        }

        @Override
        public Optional<String> keep(String label) throws SQLException {
            if (closed || !PostgresqlShadowTemplate.isLikeNew(connection, url)) {
                return Optional.empty();
            }
            connection.close();
            String template = PostgresqlShadowTemplate.keep(main, name, label);
            closed = true;
            return Optional.of(template);
        }
    }
}
