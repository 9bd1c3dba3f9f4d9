package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.model.DialectObject;
import java.util.List;

/**
 * An index that says more than the schema language can: over expressions, or with collations.
 *
 * @param sql         the statement that made it
 * @param modelled    the index is among the table's indexes too, with what can be said of it
 * @param identifiers all names in the statement, among them those of the columns, in lower case
 */
record SqliteIndexDefinition(String name, String sql, boolean modelled, List<String> identifiers)
        implements DialectObject {
    SqliteIndexDefinition {
        identifiers = List.copyOf(identifiers);
    }

    @Override
    public String describe() {
        return "definition of index " + name;
    }
}
