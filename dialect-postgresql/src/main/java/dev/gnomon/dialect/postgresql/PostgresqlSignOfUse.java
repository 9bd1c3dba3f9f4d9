package dev.gnomon.dialect.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out whether a database holds anything that somebody could miss. */
final class PostgresqlSignOfUse {

    private PostgresqlSignOfUse() {}

    static Optional<String> find(Connection connection) throws SQLException {
        for (String table : tables(connection)) {
            if (hasRows(connection, table)) {
                return Optional.of("The table `%s` holds rows.".formatted(table));
            }
        }
        return Optional.empty();
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT n.nspname, c.relname FROM pg_catalog.pg_class c"
                        + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE c.relkind IN ('r', 'p', 'm', 'f') AND pg_catalog.left(n.nspname::text, 3) <> 'pg_'"
                        + " AND n.nspname <> 'information_schema' ORDER BY 1, 2")) {
            while (rows.next()) {
                tables.add(PostgresqlNames.quote(rows.getString(1)) + "." + PostgresqlNames.quote(rows.getString(2)));
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
