package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.model.DialectObject;

/**
 * The text of a default as the catalog has it, beside what the engine takes it for.
 *
 * @param sql without outer parentheses
 */
record SqliteDefaultSource(String sql) implements DialectObject {
    @Override
    public String describe() {
        return "default " + sql;
    }
}
