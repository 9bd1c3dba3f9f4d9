package dev.gnomon.engine.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An index over columns of one table, unique or not.
 *
 * @param name       as the catalog stores it
 * @param kind       normal, unique or full-text
 * @param columns    in order
 * @param algorithm  the access method as the schema language writes it ({@code Hash}, {@code Gin}, …);
 *     empty for the database's usual one
 * @param predicate  of a partial index, SQL without {@code WHERE} and outer parentheses
 * @param clustered  whether the rows lie in its order (SQL Server); empty where that is no question
 * @param constraint it belongs to a UNIQUE constraint and goes with it
 * @param includedColumns columns whose values it only holds, without being ordered or unique by them
 * @param dialectObjects what no schema can say of it (an access method without a word, storage parameters, …)
 */
public record Index(
        String name,
        Kind kind,
        List<IndexColumn> columns,
        Optional<String> algorithm,
        Optional<String> predicate,
        Optional<Boolean> clustered,
        boolean constraint,
        List<String> includedColumns,
        List<DialectObject> dialectObjects) {

    /** What an index is for. */
    public enum Kind {
        NORMAL,
        UNIQUE,
        FULLTEXT
    }

    public Index {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(algorithm, "algorithm");
        Objects.requireNonNull(predicate, "predicate");
        Objects.requireNonNull(clustered, "clustered");
        columns = List.copyOf(columns);
        includedColumns = List.copyOf(includedColumns);
        dialectObjects = List.copyOf(dialectObjects);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("index " + name + " has no columns");
        }
    }

    /** An index that a schema can say. */
    public Index(
            String name,
            Kind kind,
            List<IndexColumn> columns,
            Optional<String> algorithm,
            Optional<String> predicate,
            Optional<Boolean> clustered,
            boolean constraint) {
        this(name, kind, columns, algorithm, predicate, clustered, constraint, List.of(), List.of());
    }

    /** An index of the usual algorithm over whole columns. */
    public static Index of(String name, Kind kind, String... columns) {
        return new Index(
                name,
                kind,
                java.util.Arrays.stream(columns).map(IndexColumn::of).toList(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    public boolean isUnique() {
        return kind == Kind.UNIQUE;
    }

    /** Whether it has something that no schema can say. */
    public boolean isBeyondSchema() {
        return !includedColumns.isEmpty() || !dialectObjects.isEmpty();
    }

    public List<String> columnNames() {
        return columns.stream().map(IndexColumn::column).toList();
    }
}
