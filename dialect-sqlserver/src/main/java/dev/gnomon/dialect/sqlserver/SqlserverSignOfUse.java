package dev.gnomon.dialect.sqlserver;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Finds out whether a database holds anything that somebody could miss. */
final class SqlserverSignOfUse {

    private static final String ROWS = """
            SELECT TOP 1 QUOTENAME(s.name) + N'.' + QUOTENAME(o.name)
            FROM sys.partitions p
            JOIN sys.objects o ON o.object_id = p.object_id
            JOIN sys.schemas s ON s.schema_id = o.schema_id
            WHERE o.type = 'U' AND o.is_ms_shipped = 0 AND p.rows > 0
            ORDER BY 1
            """;

    private SqlserverSignOfUse() {}

    static Optional<String> find(Connection connection) throws SQLException {
        List<String> tables = SqlserverSession.texts(connection, ROWS);
        return tables.stream().findFirst().map("The table `%s` holds rows."::formatted);
    }
}
