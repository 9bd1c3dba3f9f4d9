package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.model.DialectObject;

/**
 * The table says AUTOINCREMENT, so that the database remembers the highest number it gave out.
 *
 * @param column the key
 */
record SqliteNumbering(String column) implements DialectObject {
    @Override
    public String describe() {
        return "numbers of " + column;
    }
}
