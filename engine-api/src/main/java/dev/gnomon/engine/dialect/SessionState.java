package dev.gnomon.engine.dialect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What decides how the statements of a session are understood and who runs them.
 *
 * @param place    where its names lead
 * @param role     who runs its statements; empty where a session cannot change that
 * @param settings the settings that a script can change, as the server writes them, by their names
 * @param locked   whether it holds the migration lock, which a script can let go
 */
public record SessionState(SessionPlace place, Optional<String> role, Map<String, String> settings, boolean locked) {
    public SessionState {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(role, "role");
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** A session without the migration lock, or one whose lock no script can let go. */
    public SessionState(SessionPlace place, Optional<String> role, Map<String, String> settings) {
        this(place, role, settings, false);
    }
}
