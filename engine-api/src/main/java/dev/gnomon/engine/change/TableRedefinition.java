package dev.gnomon.engine.change;

import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Table;
import java.util.List;

/** One table that is built anew, filled from the old one and put in its place. */
public record TableRedefinition(BeforeAfter<Table> table, List<TableChange> changes) {
    public TableRedefinition {
        changes = List.copyOf(changes);
    }
}
