package dev.gnomon.schema.model;

import dev.gnomon.engine.model.Index;
import dev.gnomon.schema.syntax.Expression;
import java.util.List;
import java.util.Optional;

/**
 * An index or unique constraint.
 *
 * @param kind       normal, unique or full-text
 * @param fields     in order
 * @param clientName {@code name:} of a unique constraint
 * @param mappedName {@code map:}, or {@code name:} of an index
 * @param algorithm  {@code type:}
 * @param clustered  as written
 * @param where      {@code raw("…")} or an object, as written
 * @param onField    it is {@code @unique}, not a block attribute
 */
public record IndexModel(
        Index.Kind kind,
        List<IndexField> fields,
        Optional<String> clientName,
        Optional<String> mappedName,
        Optional<String> algorithm,
        Optional<Boolean> clustered,
        Optional<Expression> where,
        boolean onField) {
    public IndexModel {
        fields = List.copyOf(fields);
    }
}
