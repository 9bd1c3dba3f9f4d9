package dev.gnomon.engine.model;

import java.util.Objects;
import java.util.Optional;

/**
 * An extension of the server, installed in the database.
 *
 * @param schema      the namespace of its objects; empty where nobody said
 * @param version     empty where nobody said
 * @param relocatable whether its namespace can be changed in place
 */
public record Extension(String name, Optional<String> schema, Optional<String> version, boolean relocatable) {
    public Extension {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(version, "version");
    }
}
