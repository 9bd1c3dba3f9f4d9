package dev.gnomon.engine.event;

import dev.gnomon.engine.dialect.DatabaseLocation;
import dev.gnomon.engine.dialect.DialectId;
import java.util.Objects;
import java.util.Optional;

/**
 * One call of a command of the engine, to which events belong.
 *
 * @param id       a random UUID
 * @param command  the engine's method, for example {@code migrateDev}
 * @param dialect  the kind of database; empty only in runs that are made up
 * @param database where the database is, without user and password; empty where the run has none
 */
public record Run(String id, String command, Optional<DialectId> dialect, Optional<DatabaseLocation> database) {
    public Run {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(dialect, "dialect");
        Objects.requireNonNull(database, "database");
    }

    /** A run on no database. */
    public Run(String id, String command) {
        this(id, command, Optional.empty(), Optional.empty());
    }
}
