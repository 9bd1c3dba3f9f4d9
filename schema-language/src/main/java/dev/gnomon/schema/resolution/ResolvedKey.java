package dev.gnomon.schema.resolution;

import dev.gnomon.schema.model.IndexField;
import dev.gnomon.schema.syntax.Attribute;
import java.util.List;
import java.util.Optional;

/**
 * The primary key of a model.
 *
 * @param fields     in order
 * @param mappedName of {@code map:}, the constraint's name
 * @param clientName of {@code name:}, which only the client minds
 * @param clustered  of {@code clustered:}
 * @param onField    it is written at the field, as {@code @id}
 * @param syntax     the attribute
 */
public record ResolvedKey(
        List<IndexField> fields,
        Optional<String> mappedName,
        Optional<String> clientName,
        Optional<Boolean> clustered,
        boolean onField,
        Attribute syntax) {

    public ResolvedKey {
        fields = List.copyOf(fields);
    }

    /** Give the attribute's name as messages say it. */
    public String attributeName() {
        return onField ? "@id" : "@@id";
    }

    public List<String> fieldNames() {
        return IndexField.names(fields);
    }
}
