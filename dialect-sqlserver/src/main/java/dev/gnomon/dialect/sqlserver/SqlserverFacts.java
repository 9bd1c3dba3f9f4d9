package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DialectObject;
import java.util.Optional;

/**
 * What a server tells of itself; only a schema that was read from a database has it.
 *
 * @param version   for example {@code 15.0.4365.2}
 * @param collation the database's collation, for example {@code SQL_Latin1_General_CP1_CI_AS}
 */
record SqlserverFacts(String version, String collation) implements DialectObject {

    /** The facts of the server that a schema was read from; empty for a schema that was not. */
    static Optional<SqlserverFacts> of(DatabaseSchema schema) {
        return schema.dialectObjects().stream()
                .filter(SqlserverFacts.class::isInstance)
                .map(SqlserverFacts.class::cast)
                .findFirst();
    }

    /** Whether names of different letter case are different names, those of the server's own procedures included. */
    static boolean lettersCount(DatabaseSchema schema) {
        return of(schema)
                .filter(facts -> facts.collation.contains("_CS_") || facts.collation.contains("_BIN"))
                .isPresent();
    }

    /** The procedure that renames, as the recorded scripts write it where that works. */
    static String rename(DatabaseSchema schema) {
        return lettersCount(schema) ? "sp_rename" : "SP_RENAME";
    }

    @Override
    public String describe() {
        return "SQL Server " + version + ", collation " + collation;
    }
}
