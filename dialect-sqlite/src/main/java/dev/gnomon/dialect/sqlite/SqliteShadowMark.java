package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.ShadowMark;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** The mark of a configured shadow file: a table, which no introspection shows. */
final class SqliteShadowMark {

    /** The table's name; nobody else has use for it. */
    static final String TABLE = "_gnomon_shadow_database";

    private SqliteShadowMark() {}

    static void set(Connection connection, ShadowMark mark) throws SQLException {
        remove(connection);
        execute(connection, "CREATE TABLE main." + TABLE + " (mark TEXT NOT NULL)");
        execute(connection, "INSERT INTO main." + TABLE + " VALUES ('" + mark.text() + "')");
    }

    static void remove(Connection connection) throws SQLException {
        execute(connection, "DROP TABLE IF EXISTS main." + TABLE);
    }

    static Optional<ShadowMark> read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(
                    "SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name = '" + TABLE + "'")) {
                if (!row.next()) {
                    return Optional.empty();
                }
            }
            try (ResultSet row = statement.executeQuery("SELECT mark FROM main." + TABLE)) {
                return Optional.of(ShadowMark.parse(row.next() ? row.getString(1) : ""));
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
