package dev.gnomon.engine.event;

import java.util.Objects;

/**
 * One call of a command of the engine, to which events belong.
 *
 * @param id      a random UUID
 * @param command the engine's method, for example {@code migrateDev}
 */
public record Run(String id, String command) {
    public Run {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(command, "command");
    }
}
