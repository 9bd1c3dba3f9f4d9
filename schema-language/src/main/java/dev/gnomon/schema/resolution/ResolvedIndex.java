package dev.gnomon.schema.resolution;

import dev.gnomon.engine.model.Index;
import dev.gnomon.schema.model.IndexField;
import dev.gnomon.schema.syntax.Attribute;
import dev.gnomon.schema.syntax.Expression;
import java.util.List;
import java.util.Optional;

/**
 * An index of a model, unique or not.
 *
 * @param kind       normal, unique or full-text
 * @param fields     in order
 * @param mappedName of {@code map:} ({@code name:} of old), the index's name
 * @param clientName of {@code name:} of a unique index, which only the client minds
 * @param algorithm  of {@code type:}, as the language spells it
 * @param clustered  of {@code clustered:}
 * @param predicate  of {@code where:}
 * @param onField    it is written at the field, as {@code @unique}
 * @param syntax     the attribute
 */
public record ResolvedIndex(
        Index.Kind kind,
        List<IndexField> fields,
        Optional<String> mappedName,
        Optional<String> clientName,
        Optional<String> algorithm,
        Optional<Boolean> clustered,
        Optional<Expression> predicate,
        boolean onField,
        Attribute syntax) {

    public ResolvedIndex {
        fields = List.copyOf(fields);
    }

    public boolean isUnique() {
        return kind == Index.Kind.UNIQUE;
    }

    /** Give the attribute's name as messages say it. */
    public String attributeName() {
        return (onField ? "@" : "@@")
                + switch (kind) {
                    case NORMAL -> "index";
                    case UNIQUE -> "unique";
                    case FULLTEXT -> "fulltext";
                };
    }

    public List<String> fieldNames() {
        return IndexField.names(fields);
    }
}
