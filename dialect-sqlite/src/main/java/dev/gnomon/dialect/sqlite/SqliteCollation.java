package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.model.DialectObject;

/** The collation of a column, where it is not the usual one. */
record SqliteCollation(String name) implements DialectObject {
    @Override
    public String describe() {
        return "collation " + name;
    }
}
