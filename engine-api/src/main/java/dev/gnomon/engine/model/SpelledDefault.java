package dev.gnomon.engine.model;

import java.util.Objects;
import java.util.Optional;

/**
 * How a server tells the default that a schema writes as an expression: it was asked. A column of a schema that has
 * this is compared in the schema's words and in the server's.
 *
 * @param column the column as an introspection would read it
 */
public record SpelledDefault(Column column) implements DialectObject {

    public SpelledDefault {
        Objects.requireNonNull(column, "column");
    }

    /** A column in the server's words; empty where the server was not asked. */
    public static Optional<Column> of(Column column) {
        return column.dialectObjects().stream()
                .filter(SpelledDefault.class::isInstance)
                .map(object -> ((SpelledDefault) object).column())
                .findFirst();
    }

    @Override
    public String describe() {
        return "default as the server tells it: "
                + column.defaultValue().map(DefaultValue::toString).orElse("none");
    }
}
