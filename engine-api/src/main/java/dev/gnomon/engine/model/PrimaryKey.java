package dev.gnomon.engine.model;

import java.util.List;
import java.util.Optional;

/**
 * The primary key of a table.
 *
 * @param name      the constraint's name, where a database names it
 * @param columns   in order
 * @param clustered whether the rows lie in its order (SQL Server); empty where that is no question
 */
public record PrimaryKey(Optional<String> name, List<IndexColumn> columns, Optional<Boolean> clustered) {

    public PrimaryKey {
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("a primary key needs a column");
        }
    }

    public static PrimaryKey of(Optional<String> name, String... columns) {
        return new PrimaryKey(
                name, java.util.Arrays.stream(columns).map(IndexColumn::of).toList(), Optional.empty());
    }

    public List<String> columnNames() {
        return columns.stream().map(IndexColumn::column).toList();
    }
}
