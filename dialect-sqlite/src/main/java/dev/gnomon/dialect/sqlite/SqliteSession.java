package dev.gnomon.dialect.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Questions about a session that several roles ask. */
final class SqliteSession {

    private SqliteSession() {}

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The text in the first column of the first row; empty where there is none. */
    static Optional<String> text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
        }
    }

    /** A setting of the session. */
    static Optional<String> pragma(Connection connection, String name) throws SQLException {
        return text(connection, "PRAGMA " + name);
    }

    /** Empty for a database in memory. */
    static String mainFile(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA database_list")) {
            // The first one is the main database; the query does not touch its file.
            return row.next() ? Optional.ofNullable(row.getString(3)).orElse("") : "";
        }
    }
}
