package dev.gnomon.engine.model;

/**
 * The operator class of a column in an index.
 *
 * @param sql            as the database spells it
 * @param isDefault      it is the one that the database takes when none is written
 */
public record OperatorClass(String sql, boolean isDefault) {}
