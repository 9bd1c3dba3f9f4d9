package dev.gnomon.schema.target;

/** How a database keeps the enums of a schema. */
public enum EnumStorage {
    /** Not at all: a schema with an enum is refused. */
    NONE,
    /** As types with a name of their own. */
    NAMED_TYPE,
    /** As part of each column's type; the engine names such an enum {@code <table>_<column>}. */
    COLUMN_TYPE,
    /** As texts that the database does not check. */
    TEXT
}
