package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.model.DialectObject;

/** An index that a failed CREATE INDEX CONCURRENTLY left behind: it holds its name and serves nothing. */
record PostgresqlInvalidIndex(String name) implements DialectObject {

    @Override
    public String describe() {
        return "invalid index " + name;
    }
}
