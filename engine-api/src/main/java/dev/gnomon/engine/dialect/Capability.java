package dev.gnomon.engine.dialect;

/**
 * What a dialect can do. The contract test checks a declared capability, and that an undeclared one is
 * refused. A new kind of change comes with a new capability, so that a dialect built earlier never
 * meets it.
 */
public enum Capability {
    FOREIGN_KEYS,
    NAMESPACES,
    ENUMS,
    EXTENSIONS,
    ALTER_COLUMN_IN_PLACE,
    RENAME_INDEX,
    RENAME_FOREIGN_KEY,
    RENAME_PRIMARY_KEY,
    PARTIAL_INDEXES,
    TRANSACTIONAL_DDL,
    CREATE_DATABASE,
    MIGRATION_LOCK
}
