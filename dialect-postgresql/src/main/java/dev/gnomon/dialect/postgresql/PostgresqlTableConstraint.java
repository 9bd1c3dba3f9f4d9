package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.model.DialectObject;
import java.util.List;

/**
 * A constraint that the schema language cannot say, and that goes with any of its columns.
 *
 * @param kind    as a person calls it
 * @param columns those that it reads
 */
record PostgresqlTableConstraint(String kind, String name, List<String> columns) implements DialectObject {

    PostgresqlTableConstraint {
        columns = List.copyOf(columns);
    }

    @Override
    public String describe() {
        return kind + " " + name;
    }
}
