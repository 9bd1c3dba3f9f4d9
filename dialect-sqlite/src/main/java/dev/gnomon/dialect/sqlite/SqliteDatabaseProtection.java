package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.DatabaseProtection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A view as the mark: unlike the numbers in the file's head it belongs to nobody else, and a dump brings it along. */
final class SqliteDatabaseProtection implements DatabaseProtection {

    @Override
    public boolean isProtected(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT 1 FROM main.sqlite_schema WHERE name = '" + OBJECT_NAME + "'")) {
            return row.next();
        }
    }

    @Override
    public void protect(Connection connection) throws SQLException {
        SqliteSession.execute(
                connection,
                "CREATE VIEW IF NOT EXISTS main.\"" + OBJECT_NAME
                        + "\" AS SELECT 'gnomon protect --remove' AS removed_by");
    }

    @Override
    public void unprotect(Connection connection) throws SQLException {
        SqliteSession.execute(connection, "DROP VIEW IF EXISTS main.\"" + OBJECT_NAME + "\"");
    }
}
