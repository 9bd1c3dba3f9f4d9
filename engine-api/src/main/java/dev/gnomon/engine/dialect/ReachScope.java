package dev.gnomon.engine.dialect;

import java.util.Objects;
import java.util.Optional;

/**
 * The databases that a script may mean.
 *
 * @param shadow the database that the script is about to run in; empty while it has no name that a script could know
 * @param main   the project's own database, which old dumps name; empty where there is none
 */
public record ReachScope(Optional<String> shadow, Optional<String> main) {
    public ReachScope {
        Objects.requireNonNull(shadow, "shadow");
        Objects.requireNonNull(main, "main");
    }
}
