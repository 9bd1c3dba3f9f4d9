package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.PermissionReport;
import dev.gnomon.engine.dialect.ShadowDatabases;
import dev.gnomon.engine.error.GnomonException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;

/** Makes shadow databases beside the main one. */
final class PostgresqlShadowDatabases implements ShadowDatabases {

    /** The comment of a configured shadow database whose content is gnomon's. */
    private static final String MARK = "gnomon: shadow database";

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

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
                        + PostgresqlNames.literal(NAME_PREFIX) + " ORDER BY d.datname")) {
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
    public void mark(Connection shadow) throws SQLException {
        String marked = databaseComment(shadow) + MARK;
        try {
            comment(shadow, marked);
        } catch (SQLException e) {
            if (!INSUFFICIENT_PRIVILEGE.equals(e.getSQLState())) {
                throw e;
            }
            // Only its owner may comment on a database; the namespace may be the user's all the same.
            commentOnNamespace(shadow, PostgresqlNames.literal(MARK));
        }
    }

    @Override
    public boolean isMarked(Connection shadow) throws SQLException {
        return databaseComment(shadow).endsWith(MARK) || isNamespaceMarked(shadow);
    }

    @Override
    public void unmark(Connection shadow) throws SQLException {
        String comment = databaseComment(shadow);
        if (comment.endsWith(MARK)) {
            comment(shadow, comment.substring(0, comment.length() - MARK.length()));
        }
        if (isNamespaceMarked(shadow)) {
            commentOnNamespace(shadow, "NULL");
        }
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

    @Override
    public void dropNamespaces(Connection shadow, List<String> namespaces) throws SQLException {
        for (String namespace : namespaces) {
            execute(shadow, "DROP SCHEMA " + PostgresqlNames.quote(namespace) + " CASCADE");
        }
    }

    /** Somebody's own comment stays in front of the mark. */
    private static String databaseComment(Connection shadow) throws SQLException {
        return text(
                shadow,
                "SELECT pg_catalog.shobj_description(oid, 'pg_database') FROM pg_catalog.pg_database"
                        + " WHERE datname = pg_catalog.current_database()");
    }

    private static boolean isNamespaceMarked(Connection shadow) throws SQLException {
        return text(
                        shadow,
                        "SELECT pg_catalog.obj_description(oid, 'pg_namespace') FROM pg_catalog.pg_namespace"
                                + " WHERE nspname = "
                                + PostgresqlNames.literal(PostgresqlSession.defaultNamespace(shadow)))
                .equals(MARK);
    }

    private static String text(Connection shadow, String query) throws SQLException {
        try (Statement statement = shadow.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? Optional.ofNullable(row.getString(1)).orElse("") : "";
        }
    }

    private static void comment(Connection shadow, String text) throws SQLException {
        execute(
                shadow,
                "COMMENT ON DATABASE " + PostgresqlNames.quote(shadow.getCatalog()) + " IS "
                        + (text.isEmpty() ? "NULL" : PostgresqlNames.literal(text)));
    }

    private static void commentOnNamespace(Connection shadow, String literal) throws SQLException {
        execute(
                shadow,
                "COMMENT ON SCHEMA " + PostgresqlNames.quote(PostgresqlSession.defaultNamespace(shadow)) + " IS "
                        + literal);
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
