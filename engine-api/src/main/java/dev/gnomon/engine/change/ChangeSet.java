package dev.gnomon.engine.change;

import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import java.util.List;
import java.util.Objects;

/** The ordered changes that lead from one schema to the other, with both schemas. */
public record ChangeSet(BeforeAfter<DatabaseSchema> schemas, List<SchemaChange> changes) {

    public ChangeSet {
        Objects.requireNonNull(schemas, "schemas");
        changes = List.copyOf(changes);
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }
}
