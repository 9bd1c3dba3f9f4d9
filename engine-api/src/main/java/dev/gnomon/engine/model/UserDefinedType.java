package dev.gnomon.engine.model;

import java.util.Objects;
import java.util.Optional;

/** A type that somebody defined in the database, neither an enum nor a table's row type. */
public record UserDefinedType(ObjectName name, Optional<String> definition) {
    public UserDefinedType {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(definition, "definition");
    }
}
