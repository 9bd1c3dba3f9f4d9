package dev.gnomon.engine.core.shadow;

/**
 * SQL that is loaded into the shadow database.
 *
 * @param name what messages call it
 */
public record NamedScript(String name, String sql) {}
