package dev.gnomon.engine.dialect;

/** What keeps the pairs of an implicit many-to-many relation's table apart. */
public enum JoinTableKey {
    /** A primary key over both columns. */
    PRIMARY_KEY,
    /** A unique index over both columns. */
    UNIQUE_INDEX
}
