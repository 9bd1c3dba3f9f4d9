package org.example.gnomon.h2;

import dev.gnomon.engine.model.DialectObject;
import java.util.List;

/**
 * A check of a table's rows.
 *
 * @param columns that it reads
 */
record H2Check(String name, String clause, List<String> columns) implements DialectObject {

    H2Check {
        columns = List.copyOf(columns);
    }

    @Override
    public String describe() {
        return "the check " + name + ": " + clause;
    }
}
