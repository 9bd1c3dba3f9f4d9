package dev.gnomon.dialect.sqlserver;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds out whether a database holds anything that somebody could miss. The catalog counts rows whatever security policies
 * hide them; the table of a versioned table's former rows is one of its own there.
 */
final class SqlserverSignOfUse {

    static final String ROWS = """
            SELECT TOP 1 N'The table `' + s.name + N'.' + o.name + N'` holds rows.'
            FROM sys.partitions p
            JOIN sys.objects o ON o.object_id = p.object_id
            JOIN sys.schemas s ON s.schema_id = o.schema_id
            WHERE o.type IN ('U', 'V') AND o.is_ms_shipped = 0 AND p.rows > 0
            ORDER BY 1
            """;

    /** Rows that lie in memory or elsewhere are not those of a partition. */
    static final String UNCOUNTED = """
            SELECT TOP 1 N'The rows of the table `' + s.name + N'.' + t.name + N'` cannot be counted.'
            FROM sys.tables t
            JOIN sys.schemas s ON s.schema_id = t.schema_id
            WHERE t.is_ms_shipped = 0 AND (t.is_memory_optimized = 1 OR t.is_external = 1)
            ORDER BY 1
            """;

    /** Constraints, keys and defaults are parts of tables. */
    static final String OBJECTS = """
            SELECT N'It has the ' + found.kind + N' `' + found.name + N'`.'
            FROM (
                SELECT LOWER(REPLACE(o.type_desc, N'_', N' ')) COLLATE DATABASE_DEFAULT AS kind,
                    s.name + N'.' + o.name AS name
                FROM sys.objects o
                JOIN sys.schemas s ON s.schema_id = o.schema_id
                WHERE o.is_ms_shipped = 0 AND o.type IN
                    ('P', 'PC', 'X', 'V', 'FN', 'IF', 'TF', 'FS', 'FT', 'AF', 'SN', 'TR', 'TA', 'SP', 'R', 'RF', 'SQ')
                UNION ALL
                SELECT N'default', s.name + N'.' + o.name
                FROM sys.objects o
                JOIN sys.schemas s ON s.schema_id = o.schema_id
                WHERE o.is_ms_shipped = 0 AND o.type = 'D' AND o.parent_object_id = 0
                UNION ALL
                SELECT N'sequence', s.name + N'.' + q.name
                FROM sys.sequences q
                JOIN sys.schemas s ON s.schema_id = q.schema_id
                WHERE q.current_value <> q.start_value OR q.last_used_value IS NOT NULL
                UNION ALL
                SELECT N'trigger', t.name FROM sys.triggers t WHERE t.parent_class = 0 AND t.is_ms_shipped = 0
                UNION ALL
                SELECT N'type', s.name + N'.' + t.name
                FROM sys.types t
                JOIN sys.schemas s ON s.schema_id = t.schema_id
                WHERE t.is_user_defined = 1
                UNION ALL
                SELECT N'assembly', a.name FROM sys.assemblies a WHERE a.is_user_defined = 1
                UNION ALL
                SELECT N'xml schema collection', x.name FROM sys.xml_schema_collections x WHERE x.xml_collection_id > 65535
            ) found
            ORDER BY 1
            """;

    private SqlserverSignOfUse() {}

    static Optional<String> find(Connection connection, Predicate<String> explained) throws SQLException {
        for (String query : List.of(ROWS, UNCOUNTED)) {
            Optional<String> sign =
                    SqlserverSession.texts(connection, query).stream().findFirst();
            if (sign.isPresent()) {
                return sign;
            }
        }
        return SqlserverSession.texts(connection, OBJECTS).stream()
                .filter(sign -> !explained.test(simpleName(sign)))
                .findFirst();
    }

    /** What stands between the last point of a sign's name and its closing quote. */
    private static String simpleName(String sign) {
        String name = sign.substring(sign.indexOf('`') + 1, sign.lastIndexOf('`'));
        return name.substring(name.indexOf('.') + 1);
    }
}
