package dev.gnomon.config;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The datasource block of a schema.
 *
 * @param name       of the block
 * @param provider   as written; empty where it is missing or no text
 * @param namespaces the list {@code schemas}
 */
public record SchemaDatasource(String name, Optional<String> provider, List<String> namespaces) {
    public SchemaDatasource {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(provider, "provider");
        namespaces = List.copyOf(namespaces);
    }
}
