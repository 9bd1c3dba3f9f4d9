package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.model.DialectObject;
import java.util.List;

/**
 * A column that the database computes; it is none of the table's columns for the engine.
 *
 * @param definition  as CREATE TABLE has it, its name included
 * @param identifiers all names in the definition, among them those of other columns, in lower case
 */
record SqliteGeneratedColumn(String name, String definition, List<String> identifiers) implements DialectObject {
    SqliteGeneratedColumn {
        identifiers = List.copyOf(identifiers);
    }

    @Override
    public String describe() {
        return "generated column " + name;
    }
}
