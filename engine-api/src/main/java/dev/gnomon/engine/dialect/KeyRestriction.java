package dev.gnomon.engine.dialect;

/** Whether columns of a native type can be part of keys and indexes. */
public enum KeyRestriction {
    /** They can. */
    NONE,
    /** They cannot be part of a primary key, a unique constraint or an index. */
    NEVER_INDEXED,
    /** They cannot be part of a unique constraint or an index; the language does not look at primary keys. */
    NOT_IN_INDEXES,
    /** They can be part of a key or index that says a {@code length}. */
    ONLY_WITH_LENGTH,
    /** They cannot if the type's argument is {@code Max}. */
    NOT_WITH_MAX
}
