package dev.gnomon.engine.model;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A reference from columns of one table to as many columns of another.
 *
 * @param name the constraint's name; empty where a database has none (some SQLite tables)
 */
public record ForeignKey(
        Optional<String> name,
        List<String> columns,
        ObjectName referencedTable,
        List<String> referencedColumns,
        ReferentialAction onDelete,
        ReferentialAction onUpdate) {

    public ForeignKey {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(referencedTable, "referencedTable");
        Objects.requireNonNull(onDelete, "onDelete");
        Objects.requireNonNull(onUpdate, "onUpdate");
        columns = List.copyOf(columns);
        referencedColumns = List.copyOf(referencedColumns);
        if (columns.isEmpty() || columns.size() != referencedColumns.size()) {
            throw new IllegalArgumentException(
                    "foreign key on " + columns + " must reference as many columns, not " + referencedColumns);
        }
    }
}
