package dev.gnomon.engine.model;

import java.util.Objects;

/** A sequence that a database was read with. */
public record Sequence(ObjectName name) {
    public Sequence {
        Objects.requireNonNull(name, "name");
    }
}
