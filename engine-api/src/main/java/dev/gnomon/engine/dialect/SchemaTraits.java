package dev.gnomon.engine.dialect;

/** Describes a dialect to the schema language: its types, names, limits and abilities. */
public interface SchemaTraits {

    /** The name that validation messages use, for example {@code Postgres}. */
    String connectorName();

    /** The longest name of a constraint or index, in bytes of UTF-8. */
    int maxIdentifierLength();
}
