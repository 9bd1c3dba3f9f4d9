package dev.gnomon.dialect.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Questions about a session that several roles ask. */
final class PostgresqlSession {

    private PostgresqlSession() {}

    /**
     * The namespace that new objects without one go to, even if it does not exist yet.
     *
     * <p>The server names none where no namespace of the search path exists; then it is the path's first.
     */
    static String defaultNamespace(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT pg_catalog.current_schema()," + " pg_catalog.current_setting('search_path')")) {
            row.next();
            Optional<String> existing = Optional.ofNullable(row.getString(1));
            String path = row.getString(2).strip();
            return existing.orElseGet(() -> path.isEmpty() || path.contains(",") ? "public" : unquoted(path));
        }
    }

    private static String unquoted(String identifier) {
        return identifier.length() > 1 && identifier.startsWith("\"") && identifier.endsWith("\"")
                ? identifier.substring(1, identifier.length() - 1).replace("\"\"", "\"")
                : identifier;
    }
}
