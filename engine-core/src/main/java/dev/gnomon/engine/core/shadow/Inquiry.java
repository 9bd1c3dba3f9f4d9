package dev.gnomon.engine.core.shadow;

import dev.gnomon.engine.model.DatabaseSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Something else to find out in a shadow database while it holds a whole history. */
public interface Inquiry {

    /** What there is to ask, in words that decide the answer where the history is known; empty for nothing. */
    Optional<String> question(DatabaseSchema atHead);

    /**
     * Find the answer out, and leave the database as it was.
     *
     * @return the answer as a schema, so that it is kept as the results of replays are
     */
    DatabaseSchema answer(Connection shadow, DatabaseSchema atHead) throws SQLException;
}
