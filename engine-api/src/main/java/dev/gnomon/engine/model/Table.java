package dev.gnomon.engine.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A table and everything that belongs to it.
 *
 * @param name           its name
 * @param columns        in the order of the catalog or of the schema file
 * @param primaryKey     empty where the table has none
 * @param indexes        unique ones included, the primary key's own index not; in the order of the
 *     schema file, or by name where a database was read
 * @param foreignKeys    in the order of the schema file, or by constraint name
 * @param unmodelled     what the schema language cannot say of it
 * @param dialectObjects what only the dialect knows of it
 */
public record Table(
        ObjectName name,
        List<Column> columns,
        Optional<PrimaryKey> primaryKey,
        List<Index> indexes,
        List<ForeignKey> foreignKeys,
        List<UnmodelledFeature> unmodelled,
        List<DialectObject> dialectObjects) {

    public Table {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(primaryKey, "primaryKey");
        columns = List.copyOf(columns);
        indexes = List.copyOf(indexes);
        foreignKeys = List.copyOf(foreignKeys);
        unmodelled = List.copyOf(unmodelled);
        dialectObjects = List.copyOf(dialectObjects);
    }

    /** A table with nothing that the schema language cannot say. */
    public static Table of(
            ObjectName name,
            List<Column> columns,
            Optional<PrimaryKey> primaryKey,
            List<Index> indexes,
            List<ForeignKey> foreignKeys) {
        return new Table(name, columns, primaryKey, indexes, foreignKeys, List.of(), List.of());
    }

    /** The same table with other indexes. */
    public Table withIndexes(List<Index> others) {
        return new Table(name, columns, primaryKey, others, foreignKeys, unmodelled, dialectObjects);
    }

    /** The same table with other foreign keys. */
    public Table withForeignKeys(List<ForeignKey> others) {
        return new Table(name, columns, primaryKey, indexes, others, unmodelled, dialectObjects);
    }

    /** Look a column up by its exact name; linear in the number of columns. */
    public Optional<Column> column(String columnName) {
        return columns.stream()
                .filter(column -> column.name().equals(columnName))
                .findFirst();
    }
}
