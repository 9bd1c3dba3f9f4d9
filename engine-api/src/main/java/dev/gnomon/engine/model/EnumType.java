package dev.gnomon.engine.model;

import java.util.List;
import java.util.Objects;

/**
 * An enum type; where enums belong to columns (MySQL), one for each column, named
 * {@code <table>_<column>}.
 *
 * @param values the database names, in order
 */
public record EnumType(ObjectName name, List<String> values) {
    public EnumType {
        Objects.requireNonNull(name, "name");
        values = List.copyOf(values);
    }
}
