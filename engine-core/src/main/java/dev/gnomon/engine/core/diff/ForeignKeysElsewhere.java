package dev.gnomon.engine.core.diff;

import dev.gnomon.engine.dialect.DiffRules;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Leaves the foreign keys of a database alone whose tables somebody else manages, or that lie in a namespace that nobody
 * listed: such a key of a table that stays counts as part of both schemas. One that a schema asks for is made.
 */
public final class ForeignKeysElsewhere {

    private ForeignKeysElsewhere() {}

    /** Carry them over from each side that was read from a database; the same pair if there is none. */
    static BeforeAfter<DatabaseSchema> carriedOver(BeforeAfter<DatabaseSchema> schemas, DiffRules rules) {
        Map<ObjectName, List<ForeignKey>> before = find(schemas.before(), schemas.after(), rules);
        Map<ObjectName, List<ForeignKey>> after = find(schemas.after(), schemas.before(), rules);
        return before.isEmpty() && after.isEmpty()
                ? schemas
                : new BeforeAfter<>(completed(schemas.before(), after), completed(schemas.after(), before));
    }

    /**
     * Find the foreign keys of a database to tables that it does not show, and that the other schema does not have.
     *
     * @return by the table that has them, its default namespace left out; empty if the schema was not read from a database
     */
    public static Map<ObjectName, List<ForeignKey>> find(DatabaseSchema schema, DatabaseSchema other, DiffRules rules) {
        Map<ObjectName, List<ForeignKey>> found = new LinkedHashMap<>();
        if (!rules.wasRead(schema)) {
            return found;
        }
        Set<ObjectName> own = new HashSet<>();
        schema.tables().forEach(table -> own.add(key(table.name(), schema)));
        for (Table table : schema.tables()) {
            List<ForeignKey> elsewhere = table.foreignKeys().stream()
                    .filter(foreignKey -> !own.contains(key(foreignKey.referencedTable(), schema)))
                    .toList();
            if (!elsewhere.isEmpty()) {
                ObjectName name = key(table.name(), schema);
                Optional<Table> counterpart = other.tables().stream()
                        .filter(candidate -> key(candidate.name(), other).equals(name))
                        .findFirst();
                List<ForeignKey> alone = elsewhere.stream()
                        .filter(foreignKey -> counterpart.stream()
                                .flatMap(candidate -> candidate.foreignKeys().stream())
                                .noneMatch(known -> known.columns().equals(foreignKey.columns())
                                        && key(known.referencedTable(), other)
                                                .equals(key(foreignKey.referencedTable(), schema))))
                        .toList();
                if (!alone.isEmpty()) {
                    found.put(name, alone);
                }
            }
        }
        return found;
    }

    private static DatabaseSchema completed(DatabaseSchema schema, Map<ObjectName, List<ForeignKey>> others) {
        return others.isEmpty()
                ? schema
                : schema.toBuilder()
                        .tables(schema.tables().stream()
                                .map(table ->
                                        completed(table, others.getOrDefault(key(table.name(), schema), List.of())))
                                .toList())
                        .build();
    }

    private static Table completed(Table table, List<ForeignKey> others) {
        Set<String> columns =
                table.columns().stream().map(column -> column.name()).collect(Collectors.toSet());
        List<ForeignKey> foreignKeys = new ArrayList<>(table.foreignKeys());
        others.stream()
                .filter(foreignKey -> columns.containsAll(foreignKey.columns()))
                .forEach(foreignKeys::add);
        return foreignKeys.size() == table.foreignKeys().size() ? table : table.withForeignKeys(foreignKeys);
    }

    private static ObjectName key(ObjectName table, DatabaseSchema schema) {
        return SchemaPair.withoutDefaultNamespace(table, schema);
    }
}
