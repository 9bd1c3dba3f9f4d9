package dev.gnomon.schema.model;

import dev.gnomon.engine.model.SortOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A field as a key or index uses it.
 *
 * @param field         the scalar field's name in the schema
 * @param sortOrder     as written
 * @param length        as written
 * @param operatorClass as written
 */
public record IndexField(
        String field,
        Optional<SortOrder> sortOrder,
        Optional<Integer> length,
        Optional<OperatorClassName> operatorClass) {

    /**
     * An operator class.
     *
     * @param text  its name in the schema language, or the database's word
     * @param isRaw it is the database's word: {@code raw("…")}
     */
    public record OperatorClassName(String text, boolean isRaw) {}

    /** Give the names of fields, in order. */
    public static List<String> names(List<IndexField> fields) {
        if (fields.size() == 1) {
            return List.of(fields.getFirst().field());
        }
        List<String> names = new ArrayList<>(fields.size());
        for (IndexField field : fields) {
            names.add(field.field());
        }
        return List.copyOf(names);
    }

    /** A field without anything else. */
    public static IndexField of(String field) {
        return new IndexField(field, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
