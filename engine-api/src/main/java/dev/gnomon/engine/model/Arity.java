package dev.gnomon.engine.model;

/** How many values a column holds. */
public enum Arity {
    REQUIRED,
    NULLABLE,
    /** An array column; whether it may be null is not distinguished, as in the schema language. */
    LIST
}
