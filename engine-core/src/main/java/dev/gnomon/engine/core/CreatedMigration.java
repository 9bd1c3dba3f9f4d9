package dev.gnomon.engine.core;

import java.util.Objects;
import java.util.Optional;

/**
 * The text of the next migration; nothing was written to disk.
 *
 * @param provider the dialect's word for {@code migration_lock.toml}
 * @param id       the name of its folder
 * @param script   empty if there is nothing to migrate and no draft was asked for
 */
public record CreatedMigration(String provider, String id, Optional<String> script) {

    public CreatedMigration {
        Objects.requireNonNull(provider, "provider");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(script, "script");
    }
}
