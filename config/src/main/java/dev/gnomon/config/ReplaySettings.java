package dev.gnomon.config;

import dev.gnomon.engine.dialect.ReachKind;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Where and how a project's migrations are replayed.
 *
 * @param shadowDatabaseUrl of a shadow database of the user's own
 * @param resetAllowed      the name of the shadow database that may be emptied whatever is in it
 * @param template          whether the database that a replay built stays on the server for the next one
 * @param allowed           what scripts may reach outside of the shadow database
 * @param cacheFolder       where what histories build is kept from one run to the next; empty for nowhere
 */
public record ReplaySettings(
        Optional<DatabaseUrl> shadowDatabaseUrl,
        Optional<String> resetAllowed,
        boolean template,
        Set<ReachKind> allowed,
        Optional<Path> cacheFolder) {

    public ReplaySettings {
        Objects.requireNonNull(shadowDatabaseUrl, "shadowDatabaseUrl");
        Objects.requireNonNull(resetAllowed, "resetAllowed");
        allowed = Collections.unmodifiableSet(new LinkedHashSet<>(allowed));
        Objects.requireNonNull(cacheFolder, "cacheFolder");
    }

    /** Says nothing of where the database is. */
    @Override
    public String toString() {
        return "ReplaySettings[template=" + template + ", allowed=" + allowed + ", cacheFolder=" + cacheFolder + "]";
    }
}
