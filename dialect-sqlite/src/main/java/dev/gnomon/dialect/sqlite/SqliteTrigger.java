package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.model.DialectObject;

/**
 * A trigger of a table.
 *
 * @param sql the statement that made it
 */
record SqliteTrigger(String name, String sql) implements DialectObject {
    @Override
    public String describe() {
        return "trigger " + name;
    }
}
