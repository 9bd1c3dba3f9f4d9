package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.DatabaseProtection;
import dev.gnomon.engine.dialect.HistoryTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the rows of the catalog that an introspection needs; one query a kind of object. */
final class MysqlCatalog {

    /** Tables that are nobody's business but the migrations'. */
    private static final String OWN_TABLES =
            "('" + HistoryTable.NAME + "', '" + MysqlShadowMark.TABLE + "', '" + DatabaseProtection.OBJECT_NAME + "')";

    /** Reads one row. */
    @FunctionalInterface
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** A table or view. */
    record TableRow(String name, boolean view, String comment, boolean partitioned, String collation) {}

    /**
     * A column of a table or view.
     *
     * @param type       the type's first word, lower case
     * @param fullType   the type with everything that belongs to it
     * @param extra      auto_increment, generated, on update, …
     * @param collation  empty where the type has none
     * @param generation the expression of a generated column; empty where it is none
     */
    record ColumnRow(
            String table,
            String name,
            boolean nullable,
            String type,
            String fullType,
            Optional<Long> characters,
            Optional<Integer> precision,
            Optional<Integer> scale,
            Optional<Integer> timePrecision,
            Optional<String> defaultText,
            String extra,
            Optional<String> collation,
            String comment,
            String generation) {

        ColumnRow with(Optional<String> otherDefault, String otherGeneration) {
            return new ColumnRow(
                    table,
                    name,
                    nullable,
                    type,
                    fullType,
                    characters,
                    precision,
                    scale,
                    timePrecision,
                    otherDefault,
                    extra,
                    collation,
                    comment,
                    otherGeneration);
        }
    }

    /**
     * A column of an index.
     *
     * @param column empty where an expression is indexed
     * @param order  {@code A}, {@code D}, or empty
     */
    record IndexRow(
            String table,
            String name,
            boolean unique,
            String type,
            Optional<String> column,
            Optional<Integer> length,
            Optional<String> order) {}

    /** A column of a foreign key. */
    record ForeignKeyRow(
            String table,
            String name,
            String column,
            String referencedSchema,
            String referencedTable,
            String referencedColumn,
            String onDelete,
            String onUpdate) {}

    /** A check constraint or a trigger of a table; MariaDB counts some checks as parts of the column of their name. */
    record FeatureRow(String table, String name, String text, boolean ofColumn) {}

    /** A view's query. */
    record ViewRow(String name, Optional<String> definition) {}

    private final Connection connection;

    MysqlCatalog(Connection connection) {
        this.connection = connection;
    }

    List<TableRow> tables() throws SQLException {
        return query(
                """
                SELECT TABLE_NAME, TABLE_TYPE, TABLE_COMMENT, CREATE_OPTIONS, TABLE_COLLATION
                FROM information_schema.TABLES
                WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE IN ('BASE TABLE', 'VIEW')
                    AND TABLE_NAME NOT IN %s
                ORDER BY BINARY TABLE_NAME
                """.formatted(OWN_TABLES),
                row -> new TableRow(
                        text(row, 1),
                        row.getString(2).equals("VIEW"),
                        text(row, 3),
                        text(row, 4).contains("partitioned"),
                        text(row, 5)));
    }

    List<ColumnRow> columns() throws SQLException {
        return query(
                """
                SELECT TABLE_NAME, COLUMN_NAME, IS_NULLABLE, DATA_TYPE, COLUMN_TYPE, CHARACTER_MAXIMUM_LENGTH,
                    NUMERIC_PRECISION, NUMERIC_SCALE, DATETIME_PRECISION, COLUMN_DEFAULT, EXTRA, COLLATION_NAME,
                    COLUMN_COMMENT, GENERATION_EXPRESSION
                FROM information_schema.COLUMNS
                WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME NOT IN %s
                ORDER BY BINARY TABLE_NAME, ORDINAL_POSITION
                """.formatted(OWN_TABLES),
                row -> new ColumnRow(
                        text(row, 1),
                        text(row, 2),
                        row.getString(3).equalsIgnoreCase("YES"),
                        text(row, 4),
                        text(row, 5),
                        Optional.ofNullable(row.getString(6)).map(Long::valueOf),
                        number(row, 7),
                        number(row, 8),
                        number(row, 9),
                        Optional.ofNullable(row.getString(10)),
                        text(row, 11),
                        Optional.ofNullable(row.getString(12)),
                        text(row, 13),
                        text(row, 14)));
    }

    List<IndexRow> indexes() throws SQLException {
        return query(
                """
                SELECT TABLE_NAME, INDEX_NAME, NON_UNIQUE, INDEX_TYPE, COLUMN_NAME, SUB_PART, COLLATION
                FROM information_schema.STATISTICS
                WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME NOT IN %s
                ORDER BY BINARY TABLE_NAME, BINARY INDEX_NAME, SEQ_IN_INDEX
                """.formatted(OWN_TABLES),
                row -> new IndexRow(
                        text(row, 1),
                        text(row, 2),
                        row.getInt(3) == 0,
                        text(row, 4),
                        Optional.ofNullable(row.getString(5)),
                        number(row, 6),
                        Optional.ofNullable(row.getString(7))));
    }

    List<ForeignKeyRow> foreignKeys() throws SQLException {
        return query(
                """
                SELECT k.TABLE_NAME, k.CONSTRAINT_NAME, k.COLUMN_NAME, k.REFERENCED_TABLE_SCHEMA,
                    k.REFERENCED_TABLE_NAME, k.REFERENCED_COLUMN_NAME, r.DELETE_RULE, r.UPDATE_RULE
                FROM information_schema.KEY_COLUMN_USAGE k
                JOIN information_schema.REFERENTIAL_CONSTRAINTS r
                    ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME
                    AND r.TABLE_NAME = k.TABLE_NAME
                WHERE k.TABLE_SCHEMA = DATABASE() AND r.CONSTRAINT_SCHEMA = DATABASE()
                    AND k.REFERENCED_COLUMN_NAME IS NOT NULL
                ORDER BY BINARY k.TABLE_NAME, BINARY k.CONSTRAINT_NAME, k.ORDINAL_POSITION
                """,
                row -> new ForeignKeyRow(
                        text(row, 1),
                        text(row, 2),
                        text(row, 3),
                        text(row, 4),
                        text(row, 5),
                        text(row, 6),
                        text(row, 7),
                        text(row, 8)));
    }

    /** Check constraints; none on servers that do not know them. */
    List<FeatureRow> checks() throws SQLException {
        Set<String> known = columnsOfChecks();
        if (known.isEmpty()) {
            return List.of();
        }
        // MariaDB's constraints have names of their table only, MySQL's of the whole database.
        String sameTable = known.contains("TABLE_NAME") ? " AND c.TABLE_NAME = t.TABLE_NAME" : "";
        String level = known.contains("LEVEL") ? "c.LEVEL = 'Column'" : "FALSE";
        return query(
                """
                SELECT t.TABLE_NAME, t.CONSTRAINT_NAME, c.CHECK_CLAUSE, %s
                FROM information_schema.TABLE_CONSTRAINTS t
                JOIN information_schema.CHECK_CONSTRAINTS c
                    ON c.CONSTRAINT_SCHEMA = t.CONSTRAINT_SCHEMA AND c.CONSTRAINT_NAME = t.CONSTRAINT_NAME%s
                WHERE t.TABLE_SCHEMA = DATABASE() AND t.CONSTRAINT_TYPE = 'CHECK'
                ORDER BY BINARY t.TABLE_NAME, BINARY t.CONSTRAINT_NAME
                """.formatted(level, sameTable),
                row -> new FeatureRow(text(row, 1), text(row, 2), text(row, 3), row.getBoolean(4)));
    }

    /** What the server tells of check constraints; nothing if it does not know them. */
    private Set<String> columnsOfChecks() throws SQLException {
        return Set.copyOf(query(
                "SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = 'information_schema'"
                        + " AND TABLE_NAME = 'CHECK_CONSTRAINTS'",
                row -> text(row, 1)));
    }

    List<FeatureRow> triggers() throws SQLException {
        return query("""
                SELECT EVENT_OBJECT_TABLE, TRIGGER_NAME
                FROM information_schema.TRIGGERS
                WHERE EVENT_OBJECT_SCHEMA = DATABASE()
                ORDER BY BINARY EVENT_OBJECT_TABLE, BINARY TRIGGER_NAME
                """, row -> new FeatureRow(text(row, 1), text(row, 2), "", false));
    }

    List<ViewRow> views() throws SQLException {
        return query(
                """
                SELECT TABLE_NAME, VIEW_DEFINITION
                FROM information_schema.VIEWS
                WHERE TABLE_SCHEMA = DATABASE()
                ORDER BY BINARY TABLE_NAME
                """,
                row -> new ViewRow(
                        text(row, 1), Optional.ofNullable(row.getString(2)).filter(sql -> !sql.isEmpty())));
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

    private static String text(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).orElse("");
    }

    private static Optional<Integer> number(ResultSet row, int column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? Optional.empty() : Optional.of(number);
    }
}
