package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.dialect.HistoryTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Reads the rows of the catalog that an introspection needs; one query a kind of object. Each is sorted
 * by namespace and table, in the order of the database's collation.
 */
final class SqlserverCatalog {

    /** Reads one row. */
    @FunctionalInterface
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Where a table or view is. */
    record Place(String namespace, String name) {}

    /** A table or view; a view has its query. */
    record TableRow(Place place, boolean view, Optional<String> definition) {}

    /**
     * A column of a table or view.
     *
     * @param type        the system's type, of an alias type the one beneath it
     * @param typeName    the type's own name
     * @param maxLength   in bytes; -1 for no limit
     * @param defaultText the expression in the parentheses that the server adds
     * @param collation   empty where the type has none
     * @param computed    the expression of a computed column, in the parentheses that the server adds; empty for others
     * @param persisted   a computed column is stored
     */
    record ColumnRow(
            Place table,
            String name,
            Optional<String> type,
            String typeName,
            int maxLength,
            int precision,
            int scale,
            boolean nullable,
            boolean identity,
            Optional<String> computed,
            boolean persisted,
            Optional<String> defaultName,
            Optional<String> defaultText,
            Optional<String> collation) {}

    /** A column of an index or primary key; one that it only includes comes behind all others. */
    record IndexRow(
            Place table,
            String name,
            boolean primaryKey,
            boolean unique,
            boolean constraint,
            boolean clustered,
            Optional<String> filter,
            String column,
            boolean descending,
            boolean included) {}

    /** A column of a foreign key. */
    record ForeignKeyRow(
            Place table,
            String name,
            String column,
            Place referenced,
            String referencedColumn,
            String onDelete,
            String onUpdate) {}

    /** A check constraint or a trigger of a table. */
    record FeatureRow(Place table, String name) {}

    /** An alias type, as {@code CREATE TYPE … FROM} makes it. */
    record TypeRow(Place place, Optional<String> base, int maxLength, int precision, int scale, boolean nullable) {}

    private static final int UNKNOWN_OBJECT = 208;

    private final Connection connection;
    private final String namespaces;

    SqlserverCatalog(Connection connection, List<String> namespaces) {
        this.connection = connection;
        this.namespaces = namespaces.stream()
                .map(name -> "N" + SqlserverLiterals.quote(name))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** The namespaces of the scope that exist. */
    List<String> namespaces() throws SQLException {
        return query(namespacesQuery(namespaces), row -> row.getString(1));
    }

    static String namespacesQuery(String namespaces) {
        return "SELECT name FROM sys.schemas WHERE name IN " + namespaces + " ORDER BY name";
    }

    List<TableRow> tables() throws SQLException {
        return query(
                tablesQuery(namespaces),
                row -> new TableRow(place(row, 1), row.getString(3).strip().equals("V"), optional(row, 4)));
    }

    static String tablesQuery(String namespaces) {
        return """
                SELECT s.name, o.name, o.type, m.definition
                FROM sys.objects o
                JOIN sys.schemas s ON s.schema_id = o.schema_id
                LEFT JOIN sys.sql_modules m ON m.object_id = o.object_id AND o.type = 'V'
                WHERE o.type IN ('U', 'V') AND o.is_ms_shipped = 0 AND s.name IN %s AND o.name <> N'%s'
                ORDER BY s.name, o.name
                """.formatted(namespaces, HistoryTable.NAME);
    }

    List<ColumnRow> columns() throws SQLException {
        return query(
                columnsQuery(namespaces),
                row -> new ColumnRow(
                        place(row, 1),
                        row.getString(3),
                        optional(row, 4),
                        row.getString(5),
                        row.getInt(6),
                        row.getInt(7),
                        row.getInt(8),
                        row.getBoolean(9),
                        row.getBoolean(10),
                        optional(row, 11),
                        row.getBoolean(12),
                        optional(row, 13),
                        optional(row, 14),
                        optional(row, 15)));
    }

    static String columnsQuery(String namespaces) {
        return """
                SELECT s.name, o.name, c.name, b.name, t.name, c.max_length, c.precision, c.scale, c.is_nullable,
                    c.is_identity, x.definition, x.is_persisted, d.name, d.definition, c.collation_name
                FROM sys.columns c
                JOIN sys.objects o ON o.object_id = c.object_id
                JOIN sys.schemas s ON s.schema_id = o.schema_id
                JOIN sys.types t ON t.user_type_id = c.user_type_id
                LEFT JOIN sys.types b ON b.user_type_id = c.system_type_id AND b.is_user_defined = 0
                LEFT JOIN sys.computed_columns x ON x.object_id = c.object_id AND x.column_id = c.column_id
                LEFT JOIN sys.default_constraints d ON d.object_id = c.default_object_id
                WHERE o.type IN ('U', 'V') AND o.is_ms_shipped = 0 AND s.name IN %s
                ORDER BY s.name, o.name, c.column_id
                """.formatted(namespaces);
    }

    List<IndexRow> indexes() throws SQLException {
        return query(
                indexesQuery(namespaces),
                row -> new IndexRow(
                        place(row, 1),
                        row.getString(3),
                        row.getBoolean(4),
                        row.getBoolean(5),
                        row.getBoolean(6),
                        row.getInt(7) == 1,
                        optional(row, 8),
                        row.getString(9),
                        row.getBoolean(10),
                        row.getBoolean(11)));
    }

    /** Rows and keys of other kinds of indexes (XML, spatial, column store, full-text) are left alone. */
    static String indexesQuery(String namespaces) {
        return """
                SELECT s.name, o.name, i.name, i.is_primary_key, i.is_unique, i.is_unique_constraint, i.type,
                    i.filter_definition, c.name, k.is_descending_key, k.is_included_column
                FROM sys.indexes i
                JOIN sys.objects o ON o.object_id = i.object_id
                JOIN sys.schemas s ON s.schema_id = o.schema_id
                JOIN sys.index_columns k ON k.object_id = i.object_id AND k.index_id = i.index_id
                JOIN sys.columns c ON c.object_id = k.object_id AND c.column_id = k.column_id
                WHERE o.type = 'U' AND o.is_ms_shipped = 0 AND i.type IN (1, 2) AND i.is_hypothetical = 0
                    AND (k.key_ordinal > 0 OR k.is_included_column = 1) AND s.name IN %s
                ORDER BY s.name, o.name, i.name, k.is_included_column, k.key_ordinal, k.index_column_id
                """.formatted(namespaces);
    }

    List<ForeignKeyRow> foreignKeys() throws SQLException {
        return query(
                foreignKeysQuery(namespaces),
                row -> new ForeignKeyRow(
                        place(row, 1),
                        row.getString(3),
                        row.getString(4),
                        place(row, 5),
                        row.getString(7),
                        row.getString(8),
                        row.getString(9)));
    }

    static String foreignKeysQuery(String namespaces) {
        return """
                SELECT s.name, t.name, f.name, c.name, rs.name, r.name, rc.name, f.delete_referential_action_desc,
                    f.update_referential_action_desc
                FROM sys.foreign_keys f
                JOIN sys.foreign_key_columns k ON k.constraint_object_id = f.object_id
                JOIN sys.tables t ON t.object_id = f.parent_object_id
                JOIN sys.schemas s ON s.schema_id = t.schema_id
                JOIN sys.columns c ON c.object_id = k.parent_object_id AND c.column_id = k.parent_column_id
                JOIN sys.tables r ON r.object_id = f.referenced_object_id
                JOIN sys.schemas rs ON rs.schema_id = r.schema_id
                JOIN sys.columns rc ON rc.object_id = k.referenced_object_id AND rc.column_id = k.referenced_column_id
                WHERE s.name IN %s
                ORDER BY s.name, t.name, f.name, k.constraint_column_id
                """.formatted(namespaces);
    }

    List<FeatureRow> checks() throws SQLException {
        return query(checksQuery(namespaces), row -> new FeatureRow(place(row, 1), row.getString(3)));
    }

    static String checksQuery(String namespaces) {
        return """
                SELECT s.name, t.name, c.name
                FROM sys.check_constraints c
                JOIN sys.tables t ON t.object_id = c.parent_object_id
                JOIN sys.schemas s ON s.schema_id = t.schema_id
                WHERE s.name IN %s
                ORDER BY s.name, t.name, c.name
                """.formatted(namespaces);
    }

    /** A server of another maker may know no triggers, and no catalog view for them. */
    List<FeatureRow> triggers() throws SQLException {
        try {
            return query(triggersQuery(namespaces), row -> new FeatureRow(place(row, 1), row.getString(3)));
        } catch (SQLException e) {
            if (e.getErrorCode() == UNKNOWN_OBJECT) {
                return List.of();
            }
            throw e;
        }
    }

    static String triggersQuery(String namespaces) {
        return """
                SELECT s.name, t.name, g.name
                FROM sys.triggers g
                JOIN sys.tables t ON t.object_id = g.parent_id
                JOIN sys.schemas s ON s.schema_id = t.schema_id
                WHERE g.parent_class = 1 AND s.name IN %s
                ORDER BY s.name, t.name, g.name
                """.formatted(namespaces);
    }

    List<TypeRow> types() throws SQLException {
        return query(
                typesQuery(namespaces),
                row -> new TypeRow(
                        place(row, 1),
                        optional(row, 3),
                        row.getInt(4),
                        row.getInt(5),
                        row.getInt(6),
                        row.getBoolean(7)));
    }

    static String typesQuery(String namespaces) {
        return """
                SELECT s.name, t.name, b.name, t.max_length, t.precision, t.scale, t.is_nullable
                FROM sys.types t
                JOIN sys.schemas s ON s.schema_id = t.schema_id
                LEFT JOIN sys.types b ON b.user_type_id = t.system_type_id AND b.is_user_defined = 0
                WHERE t.is_user_defined = 1 AND s.name IN %s
                ORDER BY s.name, t.name
                """.formatted(namespaces);
    }

    private <T> List<T> query(String sql, RowReader<T> reader) throws SQLException {
        List<T> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(reader.read(rows));
            }
        }
        return found;
    }

    private static Place place(ResultSet row, int column) throws SQLException {
        return new Place(row.getString(column), row.getString(column + 1));
    }

    private static Optional<String> optional(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }
}
