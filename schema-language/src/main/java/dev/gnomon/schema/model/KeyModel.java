package dev.gnomon.schema.model;

import java.util.List;
import java.util.Optional;

/**
 * A primary key.
 *
 * @param fields     in order
 * @param clientName {@code name:}
 * @param mappedName {@code map:}
 * @param clustered  as written
 * @param onField    it is {@code @id}, not {@code @@id}
 */
public record KeyModel(
        List<IndexField> fields,
        Optional<String> clientName,
        Optional<String> mappedName,
        Optional<Boolean> clustered,
        boolean onField) {
    public KeyModel {
        fields = List.copyOf(fields);
    }
}
