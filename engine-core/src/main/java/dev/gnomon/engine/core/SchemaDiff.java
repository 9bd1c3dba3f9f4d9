package dev.gnomon.engine.core;

import dev.gnomon.engine.migration.RenderedMigration;
import java.util.Objects;

/**
 * The difference between two schemas.
 *
 * @param migration the changes with their statements
 * @param summary   the changes for a person; {@code No difference detected.} and a line break if there are none
 * @param script    the changes as SQL; {@code -- This is an empty migration.} and a line break if there are none
 */
public record SchemaDiff(RenderedMigration migration, String summary, String script) {

    public SchemaDiff {
        Objects.requireNonNull(migration, "migration");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(script, "script");
    }

    public boolean isEmpty() {
        return migration.changeSet().isEmpty();
    }
}
