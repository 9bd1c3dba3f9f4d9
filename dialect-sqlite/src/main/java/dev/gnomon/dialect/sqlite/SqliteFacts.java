package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DialectObject;

/** Says of a schema that it was read from a database, so that it tells of what no schema file can say too. */
record SqliteFacts() implements DialectObject {

    static boolean isIn(DatabaseSchema schema) {
        return schema.dialectObjects().contains(new SqliteFacts());
    }

    @Override
    public String describe() {
        return "database";
    }
}
