package dev.gnomon.engine.core.diff;

import dev.gnomon.engine.dialect.DiffRules;
import dev.gnomon.engine.dialect.HistoryTable;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Two schemas whose tables are matched by name. */
final class SchemaPair {

    private final BeforeAfter<DatabaseSchema> schemas;
    private final DiffRules rules;
    private final boolean ignoresCase;
    private final List<TablePair> pairs = new ArrayList<>();
    private final List<PlacedTable> droppedTables = new ArrayList<>();
    private final List<PlacedTable> createdTables = new ArrayList<>();
    private final Set<ObjectName> redefinedTables;
    private final Set<ObjectName> keysRenamedAnew;

    SchemaPair(BeforeAfter<DatabaseSchema> schemas, DiffRules rules, CapabilityGate gate) {
        this.schemas = schemas;
        this.rules = rules;
        this.ignoresCase = rules.ignoresCase(schemas);
        Map<ObjectName, PlacedTable> before = tablesByName(schemas.before());
        Map<ObjectName, PlacedTable> after = tablesByName(schemas.after());
        before.forEach((name, table) -> {
            PlacedTable counterpart = after.get(name);
            if (counterpart == null) {
                droppedTables.add(table);
            } else {
                pairs.add(new TablePair(this, rules, gate, table, counterpart));
            }
        });
        after.forEach((name, table) -> {
            if (!before.containsKey(name)) {
                createdTables.add(table);
            }
        });
        redefinedTables = those(TablePair::isRedefined);
        keysRenamedAnew = those(TablePair::isKeyRenamedAnew);
    }

    BeforeAfter<DatabaseSchema> schemas() {
        return schemas;
    }

    List<TablePair> pairs() {
        return pairs;
    }

    List<PlacedTable> droppedTables() {
        return droppedTables;
    }

    List<PlacedTable> createdTables() {
        return createdTables;
    }

    /** Whether both schemas were read from databases, so that what no schema file can say counts too. */
    boolean comparesInFull() {
        return rules.wasRead(schemas.before()) && rules.wasRead(schemas.after());
    }

    /** Whether a table of the schema before is built anew. */
    boolean isRedefined(ObjectName tableBefore) {
        return redefinedTables.contains(beforeKey(tableBefore));
    }

    /** Whether the primary key of a table of the schema before is dropped and created only to get another name. */
    boolean isKeyRenamedAnew(ObjectName tableBefore) {
        return keysRenamedAnew.contains(beforeKey(tableBefore));
    }

    private Set<ObjectName> those(Predicate<TablePair> chosen) {
        return pairs.stream()
                .filter(chosen)
                .map(pair -> beforeKey(pair.before().table().name()))
                .collect(Collectors.toSet());
    }

    /** What a table's name of the schema before is compared by. */
    ObjectName beforeKey(ObjectName table) {
        return tableKey(table, schemas.before());
    }

    /** What a table's name of the schema after is compared by. */
    ObjectName afterKey(ObjectName table) {
        return tableKey(table, schemas.after());
    }

    /** A name without the default namespace, which may be written or not. */
    static ObjectName withoutDefaultNamespace(ObjectName name, DatabaseSchema schema) {
        Optional<String> namespace = name.namespace();
        return namespace.isPresent() && namespace.equals(schema.defaultNamespace()) ? ObjectName.of(name.name()) : name;
    }

    private ObjectName tableKey(ObjectName table, DatabaseSchema schema) {
        ObjectName name = withoutDefaultNamespace(table, schema);
        return ignoresCase ? name.sibling(name.name().toLowerCase(Locale.ROOT)) : name;
    }

    private Map<ObjectName, PlacedTable> tablesByName(DatabaseSchema schema) {
        Map<ObjectName, PlacedTable> tables = new LinkedHashMap<>();
        List<Table> all = schema.tables();
        for (int i = 0; i < all.size(); i++) {
            ObjectName name = all.get(i).name();
            if (!name.name().equals(HistoryTable.NAME) && !rules.ignoresTable(name)) {
                tables.put(tableKey(name, schema), new PlacedTable(all.get(i), i));
            }
        }
        return tables;
    }
}
