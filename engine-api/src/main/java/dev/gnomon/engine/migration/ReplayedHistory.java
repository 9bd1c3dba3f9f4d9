package dev.gnomon.engine.migration;

import dev.gnomon.engine.model.DatabaseSchema;
import java.util.Objects;

/**
 * What the migration history builds, read in one replay.
 *
 * @param atApplied after the last migration the development database has; drift is measured here
 * @param atHead    after the last migration in the directory; the next migration starts here
 */
public record ReplayedHistory(DatabaseSchema atApplied, DatabaseSchema atHead) {
    public ReplayedHistory {
        Objects.requireNonNull(atApplied, "atApplied");
        Objects.requireNonNull(atHead, "atHead");
    }
}
