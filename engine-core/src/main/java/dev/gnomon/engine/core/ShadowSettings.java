package dev.gnomon.engine.core;

import dev.gnomon.engine.dialect.DatabaseTarget;
import java.util.Objects;
import java.util.Optional;

/**
 * Where migrations are replayed.
 *
 * @param configured   a database of the user's own that gnomon empties and leaves empty; empty: one is made and
 *     dropped for each replay
 * @param resetAllowed the name of the configured database if the user said that whatever it holds may go
 */
public record ShadowSettings(Optional<DatabaseTarget> configured, Optional<String> resetAllowed) {

    /** Made and dropped by the engine. */
    public static final ShadowSettings AUTOMATIC = new ShadowSettings(Optional.empty(), Optional.empty());

    public ShadowSettings {
        Objects.requireNonNull(configured, "configured");
        Objects.requireNonNull(resetAllowed, "resetAllowed");
    }

    /** A database of the user's own. */
    public static ShadowSettings configured(DatabaseTarget target) {
        return new ShadowSettings(Optional.of(target), Optional.empty());
    }
}
