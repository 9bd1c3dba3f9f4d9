package dev.gnomon.conformance;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One recorded question with its answer: a line of a data file. */
public record RecordedCase(Map<String, Object> fields) {

    /** What the case is called. */
    public String id() {
        return text("id").orElseThrow();
    }

    String provider() {
        return text("provider").orElseThrow();
    }

    /** A text; empty where the field is null or missing. */
    public Optional<String> text(String field) {
        return Optional.ofNullable(fields.get(field)).map(String.class::cast);
    }

    /** A list of texts; empty where the field is null or missing. */
    @SuppressWarnings("unchecked")
    Optional<List<String>> texts(String field) {
        return Optional.ofNullable(fields.get(field)).map(value -> (List<String>) value);
    }

    /** A list of objects; empty where the field is null or missing. */
    @SuppressWarnings("unchecked")
    List<Map<String, Object>> objects(String field) {
        Object value = fields.get(field);
        return value == null ? List.of() : (List<Map<String, Object>>) value;
    }

    boolean isTrue(String field) {
        return Boolean.TRUE.equals(fields.get(field));
    }

    List<String> tags() {
        return texts("tags").orElse(List.of());
    }
}
