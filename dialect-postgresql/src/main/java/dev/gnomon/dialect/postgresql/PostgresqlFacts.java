package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DialectObject;

/** Says of a schema that it was read from the catalog of a database. */
record PostgresqlFacts() implements DialectObject {

    @Override
    public String describe() {
        return "read from a database";
    }

    static boolean isIn(DatabaseSchema schema) {
        return schema.dialectObjects().stream().anyMatch(PostgresqlFacts.class::isInstance);
    }
}
