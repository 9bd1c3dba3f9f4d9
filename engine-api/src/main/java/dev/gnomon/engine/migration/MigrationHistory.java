package dev.gnomon.engine.migration;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The migrations directory as it was read.
 *
 * @param lockFile   the text of {@code migration_lock.toml}; empty where there is none
 * @param migrations in the order in which they apply
 */
public record MigrationHistory(Optional<String> lockFile, List<Migration> migrations) {

    public static final MigrationHistory EMPTY = new MigrationHistory(Optional.empty(), List.of());

    public MigrationHistory {
        Objects.requireNonNull(lockFile, "lockFile");
        migrations = List.copyOf(migrations);
    }
}
