package dev.gnomon.engine.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A view; never created or changed by a migration, but written by {@code db pull} and dropped by a reset.
 *
 * @param definition the query; empty where the catalog hides it
 * @param unmodelled what the schema language cannot say of it
 */
public record View(
        ObjectName name, List<Column> columns, Optional<String> definition, List<UnmodelledFeature> unmodelled) {

    public View {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(definition, "definition");
        columns = List.copyOf(columns);
        unmodelled = List.copyOf(unmodelled);
    }

    /** A view with nothing that the schema language cannot say. */
    public View(ObjectName name, List<Column> columns, Optional<String> definition) {
        this(name, columns, definition, List.of());
    }
}
