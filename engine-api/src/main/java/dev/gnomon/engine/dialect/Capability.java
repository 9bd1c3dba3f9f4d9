package dev.gnomon.engine.dialect;

/**
 * What a dialect's database can do. An ability is declared here and nowhere else: the differ, the schema language and the
 * engine all ask for it by this word. The contract test checks a declared capability, and that an undeclared one is
 * refused. A new kind of change comes with a new capability, so that a dialect built earlier never meets it.
 */
public enum Capability {
    /** Tables refer to each other by foreign keys. */
    FOREIGN_KEYS,
    /** Tables lie in namespaces, which can be created. */
    NAMESPACES,
    /** Enums, as part of their columns' types, or as types of their own with {@link #ENUM_TYPES}. */
    ENUMS,
    /** Extensions, which can be created, altered and dropped. */
    EXTENSIONS,
    /** A column that stays can be altered; else its table is built anew. */
    ALTER_COLUMN_IN_PLACE,
    /** An index can be renamed; else it is dropped and created. */
    RENAME_INDEX,
    /** A foreign key can be renamed; else it is dropped and created. */
    RENAME_FOREIGN_KEY,
    /** A primary key with a name can be renamed; else it is dropped and created. */
    RENAME_PRIMARY_KEY,
    /** Indexes of the rows that fulfil a condition. */
    PARTIAL_INDEXES,
    /** A script that fails in a transaction leaves nothing behind. */
    TRANSACTIONAL_DDL,
    /** A database can be created and dropped. */
    CREATE_DATABASE,
    /** A migration can keep every other one out. */
    MIGRATION_LOCK,
    /** Foreign keys of a table that exists can be added and dropped; else its table is built anew for them, and their names do not count. */
    ALTER_FOREIGN_KEYS,
    /** Enums are objects of their own, which are created, altered and dropped; implies {@link #ENUMS}. */
    ENUM_TYPES
}
