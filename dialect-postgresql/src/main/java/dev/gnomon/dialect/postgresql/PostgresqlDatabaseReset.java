package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.DatabaseReset;
import dev.gnomon.engine.dialect.HistoryTable;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.KeptObjects;
import dev.gnomon.engine.dialect.SessionPlace;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.Set;

/** Drops the namespaces of the scope with all that is in them, and creates them again. */
final class PostgresqlDatabaseReset implements DatabaseReset {

    @Override
    public void reset(Connection connection, SessionPlace place, IntrospectionScope scope) throws SQLException {
        String defaultNamespace = defaultNamespace(place, scope);
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
    public boolean resetExcept(Connection connection, SessionPlace place, IntrospectionScope scope, KeptObjects kept)
            throws SQLException {
        String defaultNamespace = defaultNamespace(place, scope);
        Set<String> namespaces = namespaces(scope, defaultNamespace);
        return new PostgresqlSparingReset(connection, namespaces, defaultNamespace, kept).run();
    }

    /** Never what the session says now: a script may have led its names elsewhere since. */
    private static String defaultNamespace(SessionPlace place, IntrospectionScope scope) {
        return scope.defaultNamespace().or(place::namespace).orElse(PostgresqlUrl.USUAL_NAMESPACE);
    }

    private static Set<String> namespaces(IntrospectionScope scope, String defaultNamespace) {
        Set<String> namespaces = new LinkedHashSet<>(scope.namespaces());
        if (namespaces.isEmpty()) {
            namespaces.add(defaultNamespace);
        }
        return namespaces;
    }
}
