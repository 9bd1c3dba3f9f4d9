package dev.gnomon.engine.core;

import dev.gnomon.engine.change.ChangeSet;
import java.util.Objects;

/**
 * What keeps a database from being what the schema says although its migrations ran: the database cannot keep it, or
 * tells it in another way.
 *
 * @param changes from what there is to the schema; never empty
 * @param summary the same for a person to read: tables, columns, indexes by their names
 * @param stays   the migration that would come next is the last one once more, which changes nothing
 */
public record Remainder(ChangeSet changes, String summary, boolean stays) {

    public Remainder {
        Objects.requireNonNull(changes, "changes");
        Objects.requireNonNull(summary, "summary");
    }
}
