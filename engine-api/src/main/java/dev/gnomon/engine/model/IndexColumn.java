package dev.gnomon.engine.model;

import java.util.Optional;

/**
 * A column as a key or index uses it.
 *
 * @param column        the column's name
 * @param sortOrder     empty where none was written, which means ascending
 * @param length        how many characters or bytes of the value are indexed (MySQL)
 * @param operatorClass empty where none was written (PostgreSQL)
 */
public record IndexColumn(
        String column, Optional<SortOrder> sortOrder, Optional<Integer> length, Optional<OperatorClass> operatorClass) {

    public static IndexColumn of(String column) {
        return new IndexColumn(column, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public SortOrder effectiveSortOrder() {
        return sortOrder.orElse(SortOrder.ASCENDING);
    }
}
