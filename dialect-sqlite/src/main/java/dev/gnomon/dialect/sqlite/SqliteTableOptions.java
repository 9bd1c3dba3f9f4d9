package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.model.DialectObject;

/** What stands behind the parentheses of CREATE TABLE. */
record SqliteTableOptions(boolean withoutRowid, boolean strict) implements DialectObject {
    @Override
    public String describe() {
        return "table options" + (withoutRowid ? " WITHOUT ROWID" : "") + (strict ? " STRICT" : "");
    }
}
