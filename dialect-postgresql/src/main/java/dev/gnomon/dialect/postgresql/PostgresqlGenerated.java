package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.model.DialectObject;

/** Says of a column that its values are computed from others and cannot be written. */
record PostgresqlGenerated() implements DialectObject {

    @Override
    public String describe() {
        return "generated column";
    }
}
