package dev.gnomon.engine.core.diff;

import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Leaves out what one side only has and no schema can say: tables without columns, and foreign keys of its new tables to
 * tables in namespaces that nobody listed, which no script could know to be there.
 */
public final class UnmanagedTables {

    private UnmanagedTables() {}

    /** Both schemas without that; the same pair if there is none. */
    public static BeforeAfter<DatabaseSchema> leftOut(BeforeAfter<DatabaseSchema> schemas) {
        return new BeforeAfter<>(
                leftOut(schemas.before(), schemas.after()), leftOut(schemas.after(), schemas.before()));
    }

    private static DatabaseSchema leftOut(DatabaseSchema schema, DatabaseSchema other) {
        Set<ObjectName> own = names(schema);
        boolean hasAny = schema.tables().stream()
                .anyMatch(table -> table.columns().isEmpty() || refersElsewhere(table, schema, own));
        if (!hasAny) {
            return schema;
        }
        Set<ObjectName> others = names(other);
        List<Table> tables = schema.tables().stream()
                .filter(table -> !table.columns().isEmpty() || others.contains(key(table.name(), schema)))
                .map(table -> others.contains(key(table.name(), schema)) ? table : withinReach(table, schema, own))
                .toList();
        return schema.toBuilder().tables(tables).build();
    }

    private static Table withinReach(Table table, DatabaseSchema schema, Set<ObjectName> own) {
        return table.withForeignKeys(table.foreignKeys().stream()
                .filter(key -> own.contains(key(key.referencedTable(), schema)))
                .toList());
    }

    private static boolean refersElsewhere(Table table, DatabaseSchema schema, Set<ObjectName> own) {
        return table.foreignKeys().stream()
                .map(ForeignKey::referencedTable)
                .anyMatch(referenced -> !own.contains(key(referenced, schema)));
    }

    private static Set<ObjectName> names(DatabaseSchema schema) {
        return schema.tables().stream().map(table -> key(table.name(), schema)).collect(Collectors.toSet());
    }

    private static ObjectName key(ObjectName table, DatabaseSchema schema) {
        return SchemaPair.withoutDefaultNamespace(table, schema);
    }
}
