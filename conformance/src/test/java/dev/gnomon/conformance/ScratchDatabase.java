package dev.gnomon.conformance;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.ShadowNamespaces;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.tck.server.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A real database that can be emptied, for one provider. */
final class ScratchDatabase implements AutoCloseable {

    /** The version that the answers were recorded with. */
    private static final int POSTGRESQL_VERSION = 15;

    private final Dialect dialect;
    private final Connection connection;
    private final Optional<DatabaseTarget> onServer;

    private ScratchDatabase(Dialect dialect, Connection connection, Optional<DatabaseTarget> onServer) {
        this.dialect = dialect;
        this.connection = connection;
        this.onServer = onServer;
    }

    static ScratchDatabase create(String provider) throws SQLException {
        Dialect dialect = Dialects.of(provider);
        if (provider.equals("sqlite")) {
            return new ScratchDatabase(dialect, DriverManager.getConnection("jdbc:sqlite::memory:"), Optional.empty());
        }
        DatabaseTarget target = switch (provider) {
            case "mysql" -> TestServers.mysql().newTarget();
            case "sqlserver" -> TestServers.sqlserver().newTarget();
            case "postgresql" -> TestServers.postgresql(POSTGRESQL_VERSION).newTarget();
            default -> throw new IllegalArgumentException(provider);
        };
        dialect.connector().createDatabase(target);
        return new ScratchDatabase(dialect, dialect.connector().connect(target), Optional.of(target));
    }

    Dialect dialect() {
        return dialect;
    }

    Connection connection() {
        return connection;
    }

    void run(String script) throws SQLException {
        dialect.scriptRunner().run(connection, script);
    }

    DatabaseSchema introspect(List<String> namespaces) throws SQLException {
        return dialect.introspector().introspect(connection, new IntrospectionScope(Optional.empty(), namespaces));
    }

    /** Make the database as empty as a new one. */
    void empty() throws SQLException {
        if (!dialect.id().value().equals("postgresql")) {
            Optional<ShadowNamespaces> namespaces =
                    dialect.configuredShadowDatabase().namespaces();
            if (namespaces.isPresent()) {
                List<String> others = new ArrayList<>(namespaces.get().list(connection));
                dialect.connector().defaultNamespace(connection).ifPresent(others::remove);
                namespaces.get().drop(connection, others);
            }
            dialect.databaseReset()
                    .reset(connection, dialect.connector().place(connection), IntrospectionScope.DEFAULT_NAMESPACE);
            return;
        }
        List<String> namespaces = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("SELECT quote_ident(nspname) FROM pg_namespace"
                    + " WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'")) {
                while (rows.next()) {
                    namespaces.add(rows.getString(1));
                }
            }
            for (String namespace : namespaces) {
                statement.execute("DROP SCHEMA " + namespace + " CASCADE");
            }
            statement.execute("CREATE SCHEMA public");
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        onServer.ifPresent(target -> dialect.connector().dropDatabase(target));
    }
}
