package org.example.gnomon.h2;

import java.util.function.Predicate;
import dev.gnomon.engine.support.SqlText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out whether a database holds anything that somebody could miss. */
final class H2SignOfUse {

    /** What is made by hand and holds no rows. */
    private static final String OBJECTS = """
        SELECT 'view' AS KIND, TABLE_NAME AS NAME FROM INFORMATION_SCHEMA.VIEWS WHERE TABLE_SCHEMA <> 'INFORMATION_SCHEMA'
        UNION ALL SELECT 'routine', ROUTINE_NAME FROM INFORMATION_SCHEMA.ROUTINES
        UNION ALL SELECT 'trigger', TRIGGER_NAME FROM INFORMATION_SCHEMA.TRIGGERS
        UNION ALL SELECT 'domain', DOMAIN_NAME FROM INFORMATION_SCHEMA.DOMAINS
        UNION ALL SELECT 'constant', CONSTANT_NAME FROM INFORMATION_SCHEMA.CONSTANTS
        """;

    private H2SignOfUse() {}

    static Optional<String> find(Connection connection, Predicate<String> explained) throws SQLException {
        for (String table : tables(connection)) {
            if (hasRows(connection, table)) {
                return Optional.of("The table %s holds rows.".formatted(table));
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(OBJECTS)) {
            while (rows.next()) {
                if (!explained.test(rows.getString("NAME"))) {
                    return Optional.of(
                            "It has the %s %s.".formatted(rows.getString("KIND"), rows.getString("NAME")));
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT TABLE_SCHEMA, TABLE_NAME FROM INFORMATION_SCHEMA.TABLES"
                        + " WHERE TABLE_TYPE <> 'VIEW' AND TABLE_SCHEMA <> 'INFORMATION_SCHEMA'")) {
            while (rows.next()) {
                tables.add(SqlText.identifier(rows.getString(1)) + "." + SqlText.identifier(rows.getString(2)));
            }
        }
        return tables;
    }

    /** What cannot be counted counts. */
    private static boolean hasRows(Connection connection, String table) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1 FROM " + table + " FETCH FIRST ROW ONLY")) {
            return row.next();
        } catch (SQLException uncounted) {
            return true;
        }
    }
}
