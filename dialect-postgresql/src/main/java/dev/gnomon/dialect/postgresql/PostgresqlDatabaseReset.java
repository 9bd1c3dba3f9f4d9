package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.DatabaseReset;
import dev.gnomon.engine.dialect.HistoryTable;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.KeptObjects;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.Set;

/** Drops the namespaces of the scope with all that is in them, and creates them again. */
final class PostgresqlDatabaseReset implements DatabaseReset {

    @Override
    public void reset(Connection connection, IntrospectionScope scope) throws SQLException {
        String defaultNamespace = defaultNamespace(connection, scope);
        Set<String> namespaces = namespaces(scope, defaultNamespace);
        StringBuilder sql = new StringBuilder();
        for (String namespace : namespaces) {
            String quoted = PostgresqlNames.quote(namespace);
            // The URL's own namespace may be new; any other one has to be there, or its name is a mistake.
            sql.append(namespace.equals(defaultNamespace) ? "DROP SCHEMA IF EXISTS " : "DROP SCHEMA ")
                    .append(quoted)
                    .append(" CASCADE; CREATE SCHEMA ")
                    .append(quoted)
                    .append("; ");
        }
        sql.append("DROP TABLE IF EXISTS ")
                .append(PostgresqlNames.quote(defaultNamespace))
                .append('.')
                .append(PostgresqlNames.quote(HistoryTable.NAME));
        try (Statement statement = connection.createStatement()) {
            // One piece is one transaction: either all namespaces are empty, or none has been touched.
            statement.execute(sql.toString());
        }
    }

    @Override
    public boolean resetExcept(Connection connection, IntrospectionScope scope, KeptObjects kept) throws SQLException {
        String defaultNamespace = defaultNamespace(connection, scope);
        Set<String> namespaces = namespaces(scope, defaultNamespace);
        return new PostgresqlSparingReset(connection, namespaces, defaultNamespace, kept).run();
    }

    private static String defaultNamespace(Connection connection, IntrospectionScope scope) throws SQLException {
        return scope.defaultNamespace().isPresent()
                ? scope.defaultNamespace().get()
                : PostgresqlSession.defaultNamespace(connection);
    }

    private static Set<String> namespaces(IntrospectionScope scope, String defaultNamespace) {
        Set<String> namespaces = new LinkedHashSet<>(scope.namespaces());
        if (namespaces.isEmpty()) {
            namespaces.add(defaultNamespace);
        }
        return namespaces;
    }
}
