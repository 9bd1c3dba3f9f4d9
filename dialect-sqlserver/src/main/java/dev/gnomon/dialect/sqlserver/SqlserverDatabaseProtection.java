package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.dialect.DatabaseProtection;
import java.sql.Connection;
import java.sql.SQLException;

/** An extended property of the database as the mark, which backups bring along. */
final class SqlserverDatabaseProtection implements DatabaseProtection {

    private static final String MARK = "gnomon_protected";

    @Override
    public boolean isProtected(Connection connection) throws SQLException {
        return !SqlserverSession.texts(
                        connection,
                        "SELECT name FROM sys.extended_properties WHERE class = 0 AND name = N'" + MARK + "'")
                .isEmpty();
    }

    @Override
    public void protect(Connection connection) throws SQLException {
        if (!isProtected(connection)) {
            SqlserverSession.execute(connection, "EXEC sp_addextendedproperty @name = N'" + MARK + "', @value = N'1'");
        }
    }

    @Override
    public void unprotect(Connection connection) throws SQLException {
        if (isProtected(connection)) {
            SqlserverSession.execute(connection, "EXEC sp_dropextendedproperty @name = N'" + MARK + "'");
        }
    }
}
