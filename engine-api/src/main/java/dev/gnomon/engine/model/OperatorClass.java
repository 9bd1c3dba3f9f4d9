package dev.gnomon.engine.model;

/**
 * The operator class of a column in an index.
 *
 * @param sql            as the database spells it
 * @param isDefault      no schema has to name it: it is the one that the database takes when none is written, or
 *     one that counts as equal to that
 * @param isImplied      read from a catalog, and what the database took because none was written: no script writes it
 */
public record OperatorClass(String sql, boolean isDefault, boolean isImplied) {

    /** Make a class that is written. */
    public OperatorClass(String sql, boolean isDefault) {
        this(sql, isDefault, false);
    }
}
