package dev.gnomon.engine.migration;

import dev.gnomon.engine.change.ChangeSet;
import java.util.Objects;

/**
 * The database is not what its migration history makes.
 *
 * @param changes from what the applied migrations build to what the database is; never empty
 * @param summary the same for a person to read
 */
public record Drift(ChangeSet changes, String summary) {
    public Drift {
        Objects.requireNonNull(changes, "changes");
        Objects.requireNonNull(summary, "summary");
    }
}
