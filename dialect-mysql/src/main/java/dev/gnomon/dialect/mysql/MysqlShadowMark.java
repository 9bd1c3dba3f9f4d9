package dev.gnomon.dialect.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The mark of a configured shadow database: a table without rows, which no introspection shows. */
final class MysqlShadowMark {

    /** The table's name; nobody else has use for it. */
    static final String TABLE = "_gnomon_shadow_database";

    private MysqlShadowMark() {}

    static void set(Connection connection) throws SQLException {
        execute(connection, "CREATE TABLE IF NOT EXISTS " + MysqlNames.quote(TABLE) + " (marked_at DATETIME)");
    }

    static void remove(Connection connection) throws SQLException {
        execute(connection, "DROP TABLE IF EXISTS " + MysqlNames.quote(TABLE));
    }

    static boolean isSet(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1 FROM information_schema.TABLES"
                        + " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = '" + TABLE + "'")) {
            return row.next();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
