package dev.gnomon.engine.dialect;

/** What a name in a database's table can belong to. */
public enum ConstraintKind {
    PRIMARY_KEY,
    /** An index, unique or not, or a unique constraint. */
    INDEX,
    FOREIGN_KEY,
    /** The constraint that some databases make of a column's default. */
    DEFAULT
}
