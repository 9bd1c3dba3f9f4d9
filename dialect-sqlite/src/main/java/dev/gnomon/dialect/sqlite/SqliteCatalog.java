package dev.gnomon.dialect.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of the catalog, read with five queries however many tables there are.
 *
 * @param objects     of every type, in the order of their names
 * @param columns     of tables and views by the owner's name, in their own order
 * @param indexes     by the table's name
 * @param foreignKeys by the table's name, the last one written first
 */
record SqliteCatalog(
        List<Entry> objects,
        Map<String, String> tableTypes,
        Map<String, List<ColumnRow>> columns,
        Map<String, List<IndexRow>> indexes,
        Map<String, List<ForeignKeyRow>> foreignKeys) {
    /** A row of {@code sqlite_schema}. */
    record Entry(String type, String name, String tableName, Optional<String> sql) {}

    /**
     * A column.
     *
     * @param keyPosition its place in the primary key from 1, 0 for none
     * @param hidden      0 for a column that rows store and users write
     */
    record ColumnRow(
            String name, String type, boolean notNull, Optional<String> defaultSql, int keyPosition, int hidden) {}

    /** An index with its parts. */
    record IndexRow(String name, boolean unique, String origin, List<IndexPart> parts) {}

    /**
     * A part of an index.
     *
     * @param column empty for an expression or the row id
     */
    record IndexPart(Optional<String> column, boolean descending, String collation) {}

    /** A foreign key; a referenced column that was not named is empty and means the primary key. */
    record ForeignKeyRow(
            String referencedTable,
            List<String> columns,
            List<Optional<String>> referencedColumns,
            String onUpdate,
            String onDelete) {}

    private static final String OBJECTS =
            "SELECT type, name, tbl_name, sql FROM main.sqlite_schema ORDER BY name, type";
    private static final String TABLE_TYPES = "SELECT name, type FROM pragma_table_list WHERE schema = 'main'";
    private static final String COLUMNS =
            "SELECT o.name, c.name, c.type, c.\"notnull\", c.dflt_value, c.pk, c.hidden FROM main.sqlite_schema o"
                    + " JOIN pragma_table_xinfo(o.name, 'main') c WHERE o.type = ? ORDER BY o.name, c.cid";
    private static final String INDEXES = "SELECT o.name, i.name, i.\"unique\", i.origin, p.name, p.\"desc\", p.coll"
            + " FROM main.sqlite_schema o JOIN pragma_index_list(o.name, 'main') i"
            + " JOIN pragma_index_xinfo(i.name, 'main') p WHERE o.type = 'table' AND p.key"
            + " ORDER BY o.name, i.seq, p.seqno";
    private static final String FOREIGN_KEYS =
            "SELECT o.name, f.id, f.\"table\", f.\"from\", f.\"to\", f.on_update, f.on_delete"
                    + " FROM main.sqlite_schema o JOIN pragma_foreign_key_list(o.name, 'main') f"
                    + " WHERE o.type = 'table' ORDER BY o.name, f.id, f.seq";

    static SqliteCatalog read(Connection connection) throws SQLException {
        List<Entry> objects = new ArrayList<>();
        Map<String, String> tableTypes = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery(OBJECTS)) {
                while (rows.next()) {
                    objects.add(new Entry(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            Optional.ofNullable(rows.getString(4))));
                }
            }
            try (ResultSet rows = statement.executeQuery(TABLE_TYPES)) {
                while (rows.next()) {
                    tableTypes.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        Map<String, List<ColumnRow>> columns = new LinkedHashMap<>();
        readColumns(connection, "table", columns);
        boolean views = objects.stream().anyMatch(entry -> entry.type().equals("view"));
        if (views) {
            readViewColumns(connection, columns);
        }
        return new SqliteCatalog(objects, tableTypes, columns, readIndexes(connection), readForeignKeys(connection));
    }

    /** A single view whose tables are gone fails for all of them; views then have no columns. */
    private static void readViewColumns(Connection connection, Map<String, List<ColumnRow>> columns)
            throws SQLException {
        Map<String, List<ColumnRow>> ofViews = new LinkedHashMap<>();
        try {
            readColumns(connection, "view", ofViews);
        } catch (SQLException e) {
            if (e.getErrorCode() != SqliteFailures.GENERIC) {
                throw e;
            }
            return;
        }
        columns.putAll(ofViews);
    }

    private static void readColumns(Connection connection, String type, Map<String, List<ColumnRow>> columns)
            throws SQLException {
        try (var statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, type);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.computeIfAbsent(rows.getString(1), name -> new ArrayList<>())
                            .add(new ColumnRow(
                                    rows.getString(2),
                                    Optional.ofNullable(rows.getString(3)).orElse(""),
                                    rows.getBoolean(4),
                                    Optional.ofNullable(rows.getString(5)),
                                    rows.getInt(6),
                                    rows.getInt(7)));
                }
            }
        }
    }

    private static Map<String, List<IndexRow>> readIndexes(Connection connection) throws SQLException {
        Map<String, List<IndexRow>> indexes = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(INDEXES)) {
            while (rows.next()) {
                List<IndexRow> ofTable = indexes.computeIfAbsent(rows.getString(1), name -> new ArrayList<>());
                String name = rows.getString(2);
                if (ofTable.isEmpty() || !ofTable.get(ofTable.size() - 1).name().equals(name)) {
                    ofTable.add(new IndexRow(name, rows.getBoolean(3), rows.getString(4), new ArrayList<>()));
                }
                ofTable.get(ofTable.size() - 1)
                        .parts()
                        .add(new IndexPart(
                                Optional.ofNullable(rows.getString(5)), rows.getBoolean(6), rows.getString(7)));
            }
        }
        return indexes;
    }

    private static Map<String, List<ForeignKeyRow>> readForeignKeys(Connection connection) throws SQLException {
        Map<String, List<ForeignKeyRow>> foreignKeys = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(FOREIGN_KEYS)) {
            String lastKey = "";
            while (rows.next()) {
                String table = rows.getString(1);
                List<ForeignKeyRow> ofTable = foreignKeys.computeIfAbsent(table, name -> new ArrayList<>());
                String key = rows.getInt(2) + " " + table;
                if (!key.equals(lastKey)) {
                    ofTable.add(new ForeignKeyRow(
                            rows.getString(3),
                            new ArrayList<>(),
                            new ArrayList<>(),
                            rows.getString(6),
                            rows.getString(7)));
                    lastKey = key;
                }
                ForeignKeyRow row = ofTable.get(ofTable.size() - 1);
                row.columns().add(rows.getString(4));
                row.referencedColumns().add(Optional.ofNullable(rows.getString(5)));
            }
        }
        return foreignKeys;
    }
}
