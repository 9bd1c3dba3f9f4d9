package dev.gnomon.engine.dialect;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * How long the names of tables, columns, enums and namespaces may be. A server cuts a longer one or refuses it.
 *
 * @param maximum how many
 * @param unit    of what
 */
public record NameLimit(int maximum, Unit unit) {

    /** What is counted. */
    public enum Unit {
        /** Of UTF-8. */
        BYTES,
        /** Of Unicode, whatever room they take. */
        CHARACTERS
    }

    public NameLimit {
        Objects.requireNonNull(unit, "unit");
    }

    /** How long a name is, in this unit. */
    public int lengthOf(String name) {
        return switch (unit) {
            case BYTES -> name.getBytes(StandardCharsets.UTF_8).length;
            case CHARACTERS -> name.codePointCount(0, name.length());
        };
    }

    /** Whether a name is short enough. */
    public boolean allows(String name) {
        return lengthOf(name) <= maximum;
    }
}
