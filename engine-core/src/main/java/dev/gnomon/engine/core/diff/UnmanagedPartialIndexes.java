package dev.gnomon.engine.core.diff;

import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Leaves partial indexes alone where the user's schema does not speak of them: such an index of a table
 * that stays counts as part of both schemas, so that it is neither dropped nor created nor changed, and
 * comes back when the table is built anew.
 */
public final class UnmanagedPartialIndexes {

    private UnmanagedPartialIndexes() {}

    /** Carry each partial index of one schema over to the other; the same pair if there is none. */
    public static BeforeAfter<DatabaseSchema> carriedOver(BeforeAfter<DatabaseSchema> schemas) {
        if (!hasPartialIndexes(schemas.before()) && !hasPartialIndexes(schemas.after())) {
            return schemas;
        }
        Map<ObjectName, Table> before = byName(schemas.before());
        Map<ObjectName, Table> after = byName(schemas.after());
        return new BeforeAfter<>(completed(schemas.before(), after), completed(schemas.after(), before));
    }

    private static boolean hasPartialIndexes(DatabaseSchema schema) {
        return schema.tables().stream()
                .flatMap(table -> table.indexes().stream())
                .anyMatch(index -> index.predicate().isPresent());
    }

    private static Map<ObjectName, Table> byName(DatabaseSchema schema) {
        Map<ObjectName, Table> tables = new HashMap<>();
        for (Table table : schema.tables()) {
            tables.put(SchemaPair.withoutDefaultNamespace(table.name(), schema), table);
        }
        return tables;
    }

    private static DatabaseSchema completed(DatabaseSchema schema, Map<ObjectName, Table> others) {
        return schema.toBuilder()
                .tables(schema.tables().stream()
                        .map(table -> completed(
                                table,
                                Optional.ofNullable(
                                        others.get(SchemaPair.withoutDefaultNamespace(table.name(), schema)))))
                        .toList())
                .build();
    }

    private static Table completed(Table table, Optional<Table> other) {
        if (other.isEmpty()) {
            return table.withIndexes(table.indexes().stream()
                    .filter(index -> index.predicate().isEmpty())
                    .toList());
        }
        Map<String, Index> missing = new HashMap<>();
        List<Index> partial = other.get().indexes().stream()
                .filter(index -> index.predicate().isPresent())
                .toList();
        partial.forEach(index -> missing.put(index.name(), index));
        List<Index> indexes = new ArrayList<>();
        for (Index index : table.indexes()) {
            Index namesake = missing.remove(index.name());
            boolean same = namesake != null
                    && index.predicate().isEmpty()
                    && namesake.columnNames().equals(index.columnNames());
            indexes.add(same ? namesake : index);
        }
        Set<String> columns = new HashSet<>();
        table.columns().forEach(column -> columns.add(column.name()));
        for (Index index : partial) {
            if (missing.containsKey(index.name()) && columns.containsAll(index.columnNames())) {
                indexes.add(index);
            }
        }
        return table.withIndexes(indexes);
    }
}
