package dev.gnomon.schema.model;

import dev.gnomon.engine.model.TypeFamily;

/** What a scalar field holds. */
public sealed interface ScalarFieldType {

    /** One of the schema language's own types. */
    record Builtin(TypeFamily.Scalar scalar) implements ScalarFieldType {}

    /** A value of an enum, by its name in the schema. */
    record EnumName(String name) implements ScalarFieldType {}

    /** A type of the database's own, as its text. */
    record Unsupported(String databaseType) implements ScalarFieldType {}
}
