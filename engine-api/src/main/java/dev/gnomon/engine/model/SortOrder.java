package dev.gnomon.engine.model;

/** The order of a column within an index. */
public enum SortOrder {
    ASCENDING,
    DESCENDING
}
