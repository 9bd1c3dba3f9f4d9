package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.model.DialectObject;

/** A virtual table, which the engine leaves alone together with the tables that it keeps its content in. */
record SqliteVirtualTable(String name, String sql) implements DialectObject {
    @Override
    public String describe() {
        return "virtual table " + name;
    }
}
