package dev.gnomon.engine.model;

import java.util.List;
import java.util.Objects;

/**
 * An enum type; where enums belong to columns (MySQL), one for each column, named
 * {@code <table>_<column>}.
 *
 * @param values     the database names, in order
 * @param unmodelled what the schema language cannot say of it
 */
public record EnumType(ObjectName name, List<String> values, List<UnmodelledFeature> unmodelled) {
    public EnumType {
        Objects.requireNonNull(name, "name");
        values = List.copyOf(values);
        unmodelled = List.copyOf(unmodelled);
    }

    /** An enum with nothing that the schema language cannot say. */
    public EnumType(ObjectName name, List<String> values) {
        this(name, values, List.of());
    }
}
