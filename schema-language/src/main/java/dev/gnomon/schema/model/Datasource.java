package dev.gnomon.schema.model;

import java.util.List;
import java.util.Optional;

/**
 * The datasource block.
 *
 * @param name              what native types are prefixed with
 * @param provider          as written
 * @param usesForeignKeys   false with {@code relationMode = "prisma"}
 * @param namespaces        of {@code schemas}, sorted; empty where the schema does not say
 * @param extensions        sorted by name
 */
public record Datasource(
        String name,
        String provider,
        boolean usesForeignKeys,
        List<String> namespaces,
        List<ExtensionModel> extensions) {

    /** An extension with the names that the schema gives it. */
    public record ExtensionModel(
            String name, Optional<String> databaseName, Optional<String> namespace, Optional<String> version) {}

    public Datasource {
        namespaces = List.copyOf(namespaces);
        extensions = List.copyOf(extensions);
    }
}
