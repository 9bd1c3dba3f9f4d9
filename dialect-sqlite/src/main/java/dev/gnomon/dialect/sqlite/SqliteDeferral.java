package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.model.DialectObject;
import java.util.List;

/**
 * A foreign key that is checked at the end of the transaction.
 *
 * @param columns its columns, in lower case
 * @param sql     the words that say so
 */
record SqliteDeferral(List<String> columns, String sql) implements DialectObject {
    SqliteDeferral {
        columns = List.copyOf(columns);
    }

    @Override
    public String describe() {
        return "deferred foreign key on " + String.join(", ", columns);
    }
}
