package dev.gnomon.engine.dialect;

/**
 * Something that a schema may say for some databases only, and that nobody but the schema language asks for. What a
 * schema may say because the database can do it follows from the {@link Capability}.
 */
public enum SchemaFeature {
    /** Fields of type {@code Json}. */
    JSON,
    /** Enums where the database has none: as texts that it does not check. */
    ENUMS_AS_TEXT,
    /** Fields that are lists of scalar values. */
    SCALAR_LISTS,
    /** {@code map:} of {@code @id} and {@code @@id}: the database names primary keys. */
    NAMED_PRIMARY_KEYS,
    /** {@code map:} of {@code @relation}. */
    NAMED_FOREIGN_KEYS,
    /** {@code map:} of {@code @default}: the database names the constraints of defaults. */
    NAMED_DEFAULTS,
    /** {@code @@fulltext}. */
    FULLTEXT_INDEXES,
    /** {@code length:} of a key's or index's field. */
    INDEX_LENGTH,
    /** {@code sort:} of a primary key's field. */
    PRIMARY_KEY_SORT_ORDER,
    /** {@code clustered:} of keys and indexes. */
    CLUSTERING,
    /** {@code @shardKey} and {@code @@shardKey}. */
    SHARD_KEYS,
    /** {@code autoincrement()} on a field that is not the whole primary key. */
    AUTOINCREMENT_OUTSIDE_PRIMARY_KEY,
    /** {@code autoincrement()} on a field that no key or index starts with. */
    AUTOINCREMENT_WITHOUT_INDEX,
    /** More than one {@code autoincrement()} in a model. */
    SEVERAL_AUTOINCREMENTS,
    /** A primary key of one {@code Int} field numbers itself, whether the schema says so or not. */
    IMPLICIT_AUTOINCREMENT,
    /** Fields of type {@code Bytes} in a primary key. */
    BYTES_IN_PRIMARY_KEY,
    /** Referential actions that go round in a circle or reach a table on several paths. */
    CYCLIC_REFERENTIAL_ACTIONS,
    /** {@code SetNull} on a relation with required fields: advised against, but not refused. */
    SET_NULL_ON_REQUIRED_FIELDS,
    /** References to the fields of a compound key in another order than the key's. */
    REFERENCES_IN_ANY_ORDER
}
