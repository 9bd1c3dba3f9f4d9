package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.SessionPlace;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out whether a database holds anything that somebody could miss. */
final class MysqlSignOfUse {

    private MysqlSignOfUse() {}

    static Optional<String> find(Connection connection, SessionPlace place) throws SQLException {
        String database = place.database().orElseThrow(() -> new SQLException("no database was named"));
        for (String table : tables(connection, database)) {
            if (hasRows(connection, MysqlNames.quote(database) + "." + MysqlNames.quote(table))) {
                return Optional.of("The table `%s` holds rows.".formatted(table));
            }
        }
        return Optional.empty();
    }

    private static List<String> tables(Connection connection, String database) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT TABLE_NAME FROM information_schema.TABLES"
                        + " WHERE TABLE_TYPE <> 'VIEW' AND TABLE_SCHEMA = " + MysqlLiterals.quote(database)
                        + " ORDER BY TABLE_NAME")) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }

    private static boolean hasRows(Connection connection, String table) {
        try (Statement statement = connection.createStatement()) {
            // Drivers would take braces in names for their own escapes.
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery("SELECT 1 FROM " + table + " LIMIT 1")) {
                return row.next();
            }
        } catch (SQLException uncounted) {
            return true;
        }
    }
}
