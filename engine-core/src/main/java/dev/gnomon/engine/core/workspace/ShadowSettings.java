package dev.gnomon.engine.core.workspace;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.ReachKind;
import dev.gnomon.engine.dialect.ReplayConditions;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Where migrations are replayed.
 *
 * @param configured   a database of the user's own that gnomon empties and leaves empty; empty: one is made and
 *     dropped for each replay
 * @param resetAllowed the name of the configured database if the user said that whatever it holds may go
 * @param template     the database that a replay built stays on the server, for the next replay to go on from a copy of
 *     it; only where one is made, where the dialect can do it and where there is a replay cache
 * @param allowed      what scripts may reach outside of the shadow database; all else is refused before anything runs
 */
public record ShadowSettings(
        Optional<DatabaseTarget> configured, Optional<String> resetAllowed, boolean template, Set<ReachKind> allowed) {

    /** Made and dropped by the engine. */
    public static final ShadowSettings AUTOMATIC = new ShadowSettings(Optional.empty(), Optional.empty());

    public ShadowSettings {
        Objects.requireNonNull(configured, "configured");
        Objects.requireNonNull(resetAllowed, "resetAllowed");
        allowed = Collections.unmodifiableSet(new LinkedHashSet<>(allowed));
    }

    /** Nothing stays on the server, and nothing outside of the shadow database is reached. */
    public ShadowSettings(Optional<DatabaseTarget> configured, Optional<String> resetAllowed) {
        this(configured, resetAllowed, false, Set.of());
    }

    /** The same with another answer to whether the database stays for the next replay. */
    public ShadowSettings withTemplate(boolean kept) {
        return new ShadowSettings(configured, resetAllowed, kept, allowed);
    }

    /**
     * Whether a dialect has a use for a database of the user's own. Where a replay takes place in memory, what is
     * configured need not be there, and whatever it holds is safe.
     */
    public static boolean areUsedBy(Dialect dialect) {
        Optional<ReplayConditions> conditions = dialect.replayConditions();
        try {
            return conditions.isEmpty() || conditions.get().alone().isEmpty();
        } catch (SQLException untold) {
            return true;
        }
    }

    /** A database of the user's own. */
    public static ShadowSettings configured(DatabaseTarget target) {
        return new ShadowSettings(Optional.of(target), Optional.empty());
    }
}
