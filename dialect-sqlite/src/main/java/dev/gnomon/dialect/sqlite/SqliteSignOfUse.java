package dev.gnomon.dialect.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out whether a file holds anything that somebody could miss. */
final class SqliteSignOfUse {

    private SqliteSignOfUse() {}

    static Optional<String> find(Connection connection) throws SQLException {
        for (String table : tables(connection)) {
            if (hasRows(connection, "main." + SqliteText.identifier(table))) {
                return Optional.of("The table `%s` holds rows.".formatted(table));
            }
        }
        return Optional.empty();
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM main.sqlite_schema WHERE type = 'table'"
                        + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> '" + SqliteShadowMark.TABLE + "'"
                        + " ORDER BY name")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static boolean hasRows(Connection connection, String table) {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1 FROM " + table + " LIMIT 1")) {
            return row.next();
        } catch (SQLException uncounted) {
            return true;
        }
    }
}
