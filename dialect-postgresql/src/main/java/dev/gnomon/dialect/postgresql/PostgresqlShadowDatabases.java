package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.PermissionReport;
import dev.gnomon.engine.dialect.ShadowDatabases;
import dev.gnomon.engine.dialect.ShadowTemplates;
import dev.gnomon.engine.error.GnomonException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    public Optional<ShadowTemplates> templates() {
        return Optional.of(new PostgresqlShadowTemplates());
    }

    /** Create one that is empty, or what else the end of the statement says. */
    static ShadowDatabase create(Connection main, DatabaseTarget target, String origin) throws SQLException {
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
            if (closed || !PostgresqlShadowTemplates.isLikeNew(connection, url)) {
                return Optional.empty();
            }
            connection.close();
            String template = PostgresqlShadowTemplates.keep(main, name, label);
            closed = true;
            return Optional.of(template);
        }
    }
}
