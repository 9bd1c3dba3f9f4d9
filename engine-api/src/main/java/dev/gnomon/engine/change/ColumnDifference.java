package dev.gnomon.engine.change;

/** In what a column differs from its former self; the order is that of clauses and summaries. */
public enum ColumnDifference {
    ARITY,
    DEFAULT,
    TYPE,
    AUTO_INCREMENT
}
