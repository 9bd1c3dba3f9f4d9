package dev.gnomon.schema.resolution;

import dev.gnomon.schema.syntax.Span;
import java.util.Optional;

/**
 * An extension of the database that the datasource asks for.
 *
 * @param name         as the schema says it
 * @param databaseName of {@code map:}
 * @param namespace    of {@code schema:}
 * @param version      of {@code version:}
 * @param span         of the whole entry
 */
public record ResolvedExtension(
        String name, Optional<String> databaseName, Optional<String> namespace, Optional<String> version, Span span) {}
