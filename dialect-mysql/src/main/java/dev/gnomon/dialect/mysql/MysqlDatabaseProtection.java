package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.DatabaseProtection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A view as the mark: a database has no comment, a table would be drift for others, and a dump brings views along. */
final class MysqlDatabaseProtection implements DatabaseProtection {

    @Override
    public boolean isProtected(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT 1 FROM information_schema.TABLES"
                        + " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = '" + OBJECT_NAME + "'")) {
            return row.next();
        }
    }

    @Override
    public void protect(Connection connection) throws SQLException {
        execute(
                connection,
                "CREATE OR REPLACE VIEW " + MysqlNames.quote(OBJECT_NAME)
                        + " AS SELECT 'gnomon protect --remove' AS removed_by");
    }

    @Override
    public void unprotect(Connection connection) throws SQLException {
        execute(connection, "DROP VIEW IF EXISTS " + MysqlNames.quote(OBJECT_NAME));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
