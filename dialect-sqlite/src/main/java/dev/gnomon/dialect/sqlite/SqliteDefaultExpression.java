package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.model.DialectObject;

/**
 * The expression of a default that the engine takes for a value.
 *
 * @param sql without outer parentheses
 */
record SqliteDefaultExpression(String sql) implements DialectObject {
    @Override
    public String describe() {
        return "default expression " + sql;
    }
}
