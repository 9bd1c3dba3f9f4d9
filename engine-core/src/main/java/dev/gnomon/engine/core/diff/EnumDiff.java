package dev.gnomon.engine.core.diff;

import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.EnumType;
import dev.gnomon.engine.model.ObjectName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the changes of enum types that are objects of their own. The order of values does not count. */
final class EnumDiff {

    private record Placed(EnumType type, int position) {}

    private EnumDiff() {}

    static void between(SchemaPair pair, OrderedChanges changes) {
        Map<ObjectName, Placed> before = byName(pair.schemas().before());
        Map<ObjectName, Placed> after = byName(pair.schemas().after());
        before.forEach((name, placed) -> {
            Placed counterpart = after.get(name);
            if (counterpart == null) {
                changes.add(new SchemaChange.DropEnum(placed.type()), placed.position());
            } else {
                addAltered(placed, counterpart, changes);
            }
        });
        after.forEach((name, placed) -> {
            if (!before.containsKey(name)) {
                changes.add(new SchemaChange.CreateEnum(placed.type()), placed.position());
            }
        });
    }

    private static void addAltered(Placed before, Placed after, OrderedChanges changes) {
        List<String> created = without(after.type().values(), before.type().values());
        List<String> dropped = without(before.type().values(), after.type().values());
        if (!created.isEmpty() || !dropped.isEmpty()) {
            changes.add(
                    new SchemaChange.AlterEnum(new BeforeAfter<>(before.type(), after.type()), created, dropped),
                    before.position(),
                    after.position());
        }
    }

    private static List<String> without(List<String> values, List<String> others) {
        Set<String> excluded = new HashSet<>(others);
        return values.stream().filter(value -> !excluded.contains(value)).toList();
    }

    private static Map<ObjectName, Placed> byName(DatabaseSchema schema) {
        Map<ObjectName, Placed> enums = new HashMap<>();
        for (int i = 0; i < schema.enums().size(); i++) {
            EnumType type = schema.enums().get(i);
            enums.put(SchemaPair.withoutDefaultNamespace(type.name(), schema), new Placed(type, i));
        }
        return enums;
    }
}
