package dev.gnomon.engine.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A dialect's own object as texts.
 *
 * @param kind   what tells the kinds of objects of one dialect apart
 * @param fields the components in order: one text for a plain value, none or one for an optional, any number for a
 *     list
 */
public record StoredObject(String kind, List<List<String>> fields) {

    public StoredObject {
        Objects.requireNonNull(kind, "kind");
        fields = fields.stream().map(List::copyOf).toList();
    }

    @SafeVarargs
    public static StoredObject of(String kind, List<String>... fields) {
        List<List<String>> all = new ArrayList<>(fields.length);
        for (List<String> field : fields) {
            all.add(field);
        }
        return new StoredObject(kind, all);
    }

    /** A plain value as a field; numbers and truth values in their usual spelling. */
    public static List<String> field(Object value) {
        return List.of(String.valueOf(value));
    }

    /** An optional value as a field. */
    public static List<String> field(Optional<String> value) {
        return value.map(List::of).orElse(List.of());
    }

    /** The plain value of a field. */
    public String text(int index) {
        if (list(index).size() != 1) {
            throw new IllegalArgumentException("field " + index + " of " + kind + " is no plain value");
        }
        return list(index).get(0);
    }

    public boolean flag(int index) {
        return Boolean.parseBoolean(text(index));
    }

    public int number(int index) {
        return Integer.parseInt(text(index));
    }

    public Optional<String> optional(int index) {
        return list(index).isEmpty() ? Optional.empty() : Optional.of(text(index));
    }

    /** The values of a field. */
    public List<String> list(int index) {
        if (index >= fields.size()) {
            throw new IllegalArgumentException(kind + " has no field " + index);
        }
        return fields.get(index);
    }
}
