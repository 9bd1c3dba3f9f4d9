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
 */
public record SessionState(SessionPlace place, Optional<String> role, Map<String, String> settings) {
    public SessionState {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(role, "role");
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }
}
