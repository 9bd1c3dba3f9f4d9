package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.dialect.HistoryTable;
import dev.gnomon.engine.dialect.KeptObjects;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Empties namespaces object by object around what is kept, in one transaction. The server's own record of what refers to
 * what tells which functions, sequences and types have to stay.
 */
final class SqlserverSparingReset {

    private final Connection connection;
    private final String schemas;
    private final KeptObjects declared;

    /**
     * @param schemas the namespaces to empty, as {@code (N'one', N'other')}
     */
    SqlserverSparingReset(Connection connection, String schemas, KeptObjects declared) {
        this.connection = connection;
        this.schemas = schemas;
        this.declared = declared;
    }

    /** Empty the namespaces; false if nothing is there that has to be kept. */
    boolean run() throws SQLException {
        if (declared.tables().isEmpty()) {
            return false;
        }
        Set<String> kept = new LinkedHashSet<>(SqlserverSession.texts(connection, declaredTables(declared.tables())));
        if (kept.isEmpty()) {
            return false;
        }
        addWhatIsNeeded(kept);
        String ids = list(kept);
        refuseWhereHeld(ids);
        connection.setAutoCommit(false);
        try {
            drop(ids);
            connection.commit();
        } catch (SQLException failure) {
            connection.rollback();
            throw failure;
        } finally {
            connection.setAutoCommit(true);
        }
        return true;
    }

    private void addWhatIsNeeded(Set<String> kept) throws SQLException {
        boolean more = true;
        while (more) {
            more = kept.addAll(SqlserverSession.texts(connection, needed(list(kept))));
        }
    }

    private void refuseWhereHeld(String ids) throws SQLException {
        List<String> held = SqlserverSession.texts(connection, held(ids, schemas));
        if (!held.isEmpty()) {
            throw new GnomonException(
                    EngineErrorCode.RESET_FAILED,
                    "What is declared external needs what would be dropped: " + String.join(", ", held)
                            + ". Nothing was changed.",
                    "Drop the foreign keys, views or policies that lead from external objects into the project, or"
                            + " declare what they need as external too.");
        }
    }

    private void drop(String ids) throws SQLException {
        for (String query : List.of(historyOff(ids, schemas), foreignKeys(ids, schemas))) {
            for (String statement : SqlserverSession.texts(connection, query)) {
                SqlserverSession.execute(connection, statement);
            }
        }
        List<String> drops = new ArrayList<>();
        for (Map.Entry<String, String> kind : SqlserverDatabaseReset.KINDS) {
            String query = SqlserverDatabaseReset.objects(kind.getKey(), kind.getValue(), schemas);
            drops.addAll(SqlserverSession.texts(connection, query + "AND o.object_id NOT IN " + ids));
        }
        drops.addAll(SqlserverSession.texts(connection, SqlserverDatabaseReset.types(schemas) + typesNotUsed(ids)));
        SqlserverDatabaseReset.executeInAnyOrder(connection, drops);
    }

    private static String list(Set<String> ids) {
        return ids.stream().collect(Collectors.joining(", ", "(", ")"));
    }

    static String declaredTables(Set<String> names) {
        String listed = names.stream()
                .map(name -> "N" + SqlserverLiterals.quote(name))
                .collect(Collectors.joining(", ", "(", ")"));
        return """
                SELECT o.object_id
                FROM sys.objects o
                JOIN sys.schemas s ON s.schema_id = o.schema_id
                WHERE o.type IN ('U', 'V') AND o.name <> N'%s' AND s.name + N'.' + o.name IN %s
                """.formatted(HistoryTable.NAME, listed);
    }

    /** What belongs to some objects, and what they use but for tables and views: those are the project's own. */
    static String needed(String ids) {
        return """
                SELECT object_id FROM sys.objects WHERE parent_object_id IN %1$s
                UNION SELECT history_table_id FROM sys.tables WHERE object_id IN %1$s AND history_table_id IS NOT NULL
                UNION SELECT default_object_id FROM sys.columns WHERE object_id IN %1$s AND default_object_id <> 0
                UNION SELECT rule_object_id FROM sys.columns WHERE object_id IN %1$s AND rule_object_id <> 0
                UNION SELECT object_id FROM sys.security_predicates WHERE target_object_id IN %1$s
                UNION SELECT o.object_id
                FROM sys.sql_expression_dependencies d
                JOIN sys.objects o ON o.object_id = COALESCE(d.referenced_id, OBJECT_ID(COALESCE(QUOTENAME(d.referenced_schema_name) + N'.', N'') + QUOTENAME(d.referenced_entity_name)))
                WHERE d.referencing_class = 1 AND d.referencing_id IN %1$s AND d.referenced_class = 1
                    AND d.referenced_database_name IS NULL AND o.type NOT IN ('U', 'V')
                """.formatted(ids);
    }

    /** Tables and views that the kept objects could not be without; what a trigger only names may come again. */
    static String held(String ids, String schemas) {
        return """
                SELECT DISTINCT N'`' + OBJECT_SCHEMA_NAME(n.needing) + N'.' + OBJECT_NAME(n.needing) + N'` needs `' + s.name + N'.' + o.name + N'`'
                FROM (
                    SELECT parent_object_id AS needing, referenced_object_id AS needed FROM sys.foreign_keys
                    UNION SELECT object_id, target_object_id FROM sys.security_predicates
                    UNION SELECT referencing_id, referenced_id FROM sys.sql_expression_dependencies
                    WHERE referencing_class = 1 AND referenced_class = 1 AND is_schema_bound_reference = 1
                ) n
                JOIN sys.objects o ON o.object_id = n.needed
                JOIN sys.schemas s ON s.schema_id = o.schema_id
                WHERE n.needing IN %1$s AND o.type IN ('U', 'V') AND o.object_id NOT IN %1$s AND s.name IN %2$s
                """.formatted(ids, schemas);
    }

    static String historyOff(String ids, String schemas) {
        return SqlserverDatabaseReset.historyOff(schemas) + "AND t.object_id NOT IN " + ids;
    }

    /** Those of the project's tables, and those of others that lead to them; what leads to a kept table from elsewhere stays. */
    static String foreignKeys(String ids, String schemas) {
        return """
                SELECT N'ALTER TABLE ' + QUOTENAME(s.name) + N'.' + QUOTENAME(t.name) + N' DROP CONSTRAINT ' + QUOTENAME(f.name)
                FROM sys.foreign_keys f
                JOIN sys.tables t ON t.object_id = f.parent_object_id
                JOIN sys.schemas s ON s.schema_id = t.schema_id
                JOIN sys.tables r ON r.object_id = f.referenced_object_id
                JOIN sys.schemas rs ON rs.schema_id = r.schema_id
                WHERE t.object_id NOT IN %1$s AND (s.name IN %2$s OR rs.name IN %2$s AND r.object_id NOT IN %1$s)
                """.formatted(ids, schemas);
    }

    static String typesNotUsed(String ids) {
        return """
                AND NOT EXISTS (SELECT 1 FROM sys.columns c WHERE c.user_type_id = t.user_type_id AND c.object_id IN %1$s)
                AND NOT EXISTS (SELECT 1 FROM sys.parameters p WHERE p.user_type_id = t.user_type_id AND p.object_id IN %1$s)
                """.formatted(ids);
    }
}
