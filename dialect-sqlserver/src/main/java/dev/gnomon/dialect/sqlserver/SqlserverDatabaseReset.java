package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.dialect.DatabaseReset;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.KeptObjects;
import dev.gnomon.engine.dialect.SessionPlace;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Empties the namespaces of a scope object by object; the namespaces themselves stay. */
final class SqlserverDatabaseReset implements DatabaseReset {

    /** How objects are dropped, by their kind in {@code sys.objects}, in this order as far as they do not hold each other. */
    static final List<Map.Entry<String, String>> KINDS = List.of(
            Map.entry("SP", "SECURITY POLICY"),
            Map.entry("P", "PROCEDURE"),
            Map.entry("PC", "PROCEDURE"),
            Map.entry("V", "VIEW"),
            Map.entry("FN", "FUNCTION"),
            Map.entry("IF", "FUNCTION"),
            Map.entry("TF", "FUNCTION"),
            Map.entry("FS", "FUNCTION"),
            Map.entry("FT", "FUNCTION"),
            Map.entry("AF", "AGGREGATE"),
            Map.entry("SN", "SYNONYM"),
            Map.entry("U", "TABLE"),
            Map.entry("D", "DEFAULT"),
            Map.entry("R", "RULE"),
            Map.entry("SO", "SEQUENCE"));

    @Override
    public void reset(Connection connection, SessionPlace place, IntrospectionScope scope) throws SQLException {
        enter(connection, place);
        String schemas = schemas(connection, scope);
        execute(connection, statements(connection, historyOff(schemas)));
        execute(connection, statements(connection, foreignKeys(schemas)));
        List<String> drops = new ArrayList<>();
        for (Map.Entry<String, String> kind : KINDS) {
            drops.addAll(statements(connection, objects(kind.getKey(), kind.getValue(), schemas)));
        }
        drops.addAll(statements(connection, types(schemas)));
        executeInAnyOrder(connection, drops);
    }

    @Override
    public boolean resetExcept(Connection connection, SessionPlace place, IntrospectionScope scope, KeptObjects kept)
            throws SQLException {
        enter(connection, place);
        return new SqlserverSparingReset(connection, schemas(connection, scope), kept).run();
    }

    private static String schemas(Connection connection, IntrospectionScope scope) throws SQLException {
        return namespaces(connection, scope).stream()
                .map(name -> "N" + SqlserverLiterals.quote(name))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** What is read and dropped below lies wherever the session is, which a script may have changed. */
    private static void enter(Connection connection, SessionPlace place) throws SQLException {
        if (place.database().isPresent()) {
            String database = place.database().get();
            List<String> now = SqlserverSession.texts(connection, "SELECT DB_NAME()");
            if (!now.equals(List.of(database))) {
                SqlserverSession.execute(connection, "USE " + SqlserverNames.quote(database));
            }
        }
    }

    private static List<String> namespaces(Connection connection, IntrospectionScope scope) throws SQLException {
        if (!scope.namespaces().isEmpty()) {
            return scope.namespaces();
        }
        return List.of(
                scope.defaultNamespace().isPresent()
                        ? scope.defaultNamespace().get()
                        : SqlserverSession.namespace(connection));
    }

    /** A table that keeps its former rows cannot be dropped while it does. */
    static String historyOff(String schemas) {
        return """
                SELECT N'ALTER TABLE ' + QUOTENAME(s.name) + N'.' + QUOTENAME(t.name) + N' SET (SYSTEM_VERSIONING = OFF)'
                FROM sys.tables t
                JOIN sys.schemas s ON s.schema_id = t.schema_id
                WHERE t.temporal_type = 2 AND s.name IN %s
                """.formatted(schemas);
    }

    static String foreignKeys(String schemas) {
        return """
                SELECT N'ALTER TABLE ' + QUOTENAME(s.name) + N'.' + QUOTENAME(t.name) + N' DROP CONSTRAINT ' + QUOTENAME(f.name)
                FROM sys.foreign_keys f
                JOIN sys.tables t ON t.object_id = f.parent_object_id
                JOIN sys.schemas s ON s.schema_id = t.schema_id
                JOIN sys.tables r ON r.object_id = f.referenced_object_id
                JOIN sys.schemas rs ON rs.schema_id = r.schema_id
                WHERE s.name IN %1$s OR rs.name IN %1$s
                """.formatted(schemas);
    }

    static String objects(String kind, String word, String schemas) {
        return """
                SELECT N'DROP %s ' + QUOTENAME(s.name) + N'.' + QUOTENAME(o.name)
                FROM sys.objects o
                JOIN sys.schemas s ON s.schema_id = o.schema_id
                WHERE o.type = '%s' AND o.parent_object_id = 0 AND o.is_ms_shipped = 0 AND s.name IN %s
                """.formatted(word, kind, schemas);
    }

    static String types(String schemas) {
        return """
                SELECT N'DROP TYPE ' + QUOTENAME(s.name) + N'.' + QUOTENAME(t.name)
                FROM sys.types t
                JOIN sys.schemas s ON s.schema_id = t.schema_id
                WHERE t.is_user_defined = 1 AND s.name IN %s
                """.formatted(schemas);
    }

    private static List<String> statements(Connection connection, String query) throws SQLException {
        List<String> statements = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                statements.add(rows.getString(1));
            }
        }
        return statements;
    }

    private static void execute(Connection connection, List<String> statements) throws SQLException {
        for (String statement : statements) {
            SqlserverSession.execute(connection, statement);
        }
    }

    /**
     * Views and functions may depend on each other, and tables on functions (a default, a check, a computed column): what
     * is refused is tried again after the others.
     */
    static void executeInAnyOrder(Connection connection, List<String> statements) throws SQLException {
        List<String> left = statements;
        while (!left.isEmpty()) {
            List<String> refused = new ArrayList<>();
            SQLException last = new SQLException("nothing was refused");
            for (String statement : left) {
                try {
                    SqlserverSession.execute(connection, statement);
                } catch (SQLException e) {
                    refused.add(statement);
                    last = e;
                }
            }
            if (refused.size() == left.size()) {
                throw last;
            }
            left = refused;
        }
    }
}
