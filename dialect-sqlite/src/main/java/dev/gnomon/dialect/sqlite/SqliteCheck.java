package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.model.DialectObject;
import java.util.List;
import java.util.Optional;

/**
 * A CHECK constraint, of a table or of a column.
 *
 * @param name        empty where it was given none
 * @param sql         the whole constraint as it was written, its name included
 * @param identifiers all names in its expression, among them those of the columns, in lower case
 */
record SqliteCheck(Optional<String> name, String sql, List<String> identifiers) implements DialectObject {
    SqliteCheck {
        identifiers = List.copyOf(identifiers);
    }

    @Override
    public String describe() {
        return name.map(given -> "check constraint " + given).orElse("check constraint");
    }
}
