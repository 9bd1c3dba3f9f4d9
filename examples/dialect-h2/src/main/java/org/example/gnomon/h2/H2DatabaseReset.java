package org.example.gnomon.h2;

import dev.gnomon.engine.dialect.DatabaseReset;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.KeptObjects;
import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.support.SqlText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Empties the namespaces of a scope; the namespaces themselves, users and rights stay. */
final class H2DatabaseReset implements DatabaseReset {

    /** What lies in a namespace, in an order in which it can be dropped, each with the word for it. */
    private static final String OBJECTS = """
        SELECT 1 AS PLACE, 'VIEW' AS KIND, TABLE_SCHEMA AS NAMESPACE, TABLE_NAME AS NAME
            FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE = 'VIEW'
        UNION ALL SELECT 2, 'TABLE', TABLE_SCHEMA, TABLE_NAME
            FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_TYPE <> 'VIEW'
        UNION ALL SELECT 3, 'SEQUENCE', SEQUENCE_SCHEMA, SEQUENCE_NAME FROM INFORMATION_SCHEMA.SEQUENCES
        UNION ALL SELECT 4, 'DOMAIN', DOMAIN_SCHEMA, DOMAIN_NAME FROM INFORMATION_SCHEMA.DOMAINS
        UNION ALL SELECT 5, 'CONSTANT', CONSTANT_SCHEMA, CONSTANT_NAME FROM INFORMATION_SCHEMA.CONSTANTS
        UNION ALL SELECT DISTINCT 6, CASE WHEN ROUTINE_TYPE = 'AGGREGATE' THEN 'AGGREGATE' ELSE 'ALIAS' END,
            ROUTINE_SCHEMA, ROUTINE_NAME FROM INFORMATION_SCHEMA.ROUTINES
        """;

    @Override
    public void reset(Connection connection, SessionPlace place, IntrospectionScope scope) throws SQLException {
        IntrospectionScope placed =
                new IntrospectionScope(scope.defaultNamespace().or(place::namespace), scope.namespaces());
        for (String statement : statements(connection, H2Scope.of(connection, placed))) {
            H2Session.execute(connection, statement);
        }
    }

    private static List<String> statements(Connection connection, H2Scope scope) throws SQLException {
        List<String> statements = new ArrayList<>();
        String query =
                "SELECT KIND, NAMESPACE, NAME FROM (" + OBJECTS + ") WHERE NAMESPACE = ANY(?) ORDER BY PLACE, NAME";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setObject(1, scope.all());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String kind = rows.getString("KIND");
                    boolean others = kind.equals("VIEW") || kind.equals("TABLE") || kind.equals("DOMAIN");
                    statements.add("DROP " + kind + " IF EXISTS " + SqlText.identifier(rows.getString("NAMESPACE"))
                            + "." + SqlText.identifier(rows.getString("NAME")) + (others ? " CASCADE" : ""));
                }
            }
        }
        return statements;
    }

    @Override
    public boolean resetExcept(
            Connection connection, SessionPlace place, IntrospectionScope scope, KeptObjects kept) {
        throw kept.cannotBeKept();
    }
}
