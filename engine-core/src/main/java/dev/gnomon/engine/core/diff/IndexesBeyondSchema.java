package dev.gnomon.engine.core.diff;

import dev.gnomon.engine.dialect.DiffRules;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the indexes of a database that no schema can say: where a schema has an index of the same name and columns, that
 * is the one; where it has none, the database's counts as part of it. So such an index is neither dropped nor made anew
 * without what makes it another.
 */
public final class IndexesBeyondSchema {

    private final DiffRules rules;
    private final boolean ignoresCase;

    private IndexesBeyondSchema(BeforeAfter<DatabaseSchema> schemas, DiffRules rules) {
        this.rules = rules;
        this.ignoresCase = rules.ignoresCase(schemas);
    }

    /** Carry the indexes of a database over to a schema file; two databases are compared as they are. */
    static BeforeAfter<DatabaseSchema> carriedOver(BeforeAfter<DatabaseSchema> schemas, DiffRules rules) {
        BeforeAfter<Boolean> read = schemas.map(rules::wasRead);
        if (read.before().equals(read.after())) {
            return schemas;
        }
        IndexesBeyondSchema indexes = new IndexesBeyondSchema(schemas, rules);
        return read.before()
                ? new BeforeAfter<>(schemas.before(), indexes.completed(schemas.after(), schemas.before()))
                : new BeforeAfter<>(indexes.completed(schemas.before(), schemas.after()), schemas.after());
    }

    /** Carry those over that a database has besides what its history builds: nobody has to answer for them. */
    public static BeforeAfter<DatabaseSchema> withThoseOfTheDatabase(
            BeforeAfter<DatabaseSchema> schemas, DiffRules rules) {
        IndexesBeyondSchema indexes = new IndexesBeyondSchema(schemas, rules);
        return new BeforeAfter<>(indexes.completed(schemas.before(), schemas.after()), schemas.after());
    }

    private DatabaseSchema completed(DatabaseSchema schema, DatabaseSchema database) {
        Map<ObjectName, List<Index>> kept = new HashMap<>();
        for (Table table : database.tables()) {
            List<Index> beyond =
                    table.indexes().stream().filter(Index::isBeyondSchema).toList();
            if (!beyond.isEmpty()) {
                kept.put(key(table.name(), database), beyond);
            }
        }
        if (kept.isEmpty()) {
            return schema;
        }
        return schema.toBuilder()
                .tables(schema.tables().stream()
                        .map(table -> completed(table, kept.getOrDefault(key(table.name(), schema), List.of())))
                        .toList())
                .build();
    }

    private ObjectName key(ObjectName table, DatabaseSchema schema) {
        ObjectName name = SchemaPair.withoutDefaultNamespace(table, schema);
        return ignoresCase ? name.sibling(name.name().toLowerCase(Locale.ROOT)) : name;
    }

    private Table completed(Table table, List<Index> kept) {
        if (kept.isEmpty()) {
            return table;
        }
        Set<String> columns = new HashSet<>();
        table.columns().forEach(column -> columns.add(column.name()));
        Map<String, Index> missing = new HashMap<>();
        kept.stream().filter(index -> holds(columns, index)).forEach(index -> missing.put(index.name(), index));
        List<Index> indexes = new ArrayList<>();
        for (Index index : table.indexes()) {
            Index namesake = missing.remove(index.name());
            indexes.add(
                    namesake != null
                                    && !index.isBeyondSchema()
                                    && IndexMatches.sameIndex(namesake, index, rules.indexes())
                            ? namesake
                            : index);
        }
        kept.stream().filter(index -> missing.containsKey(index.name())).forEach(indexes::add);
        return table.withIndexes(indexes);
    }

    private static boolean holds(Set<String> columns, Index index) {
        return columns.containsAll(index.columnNames()) && columns.containsAll(index.includedColumns());
    }
}
