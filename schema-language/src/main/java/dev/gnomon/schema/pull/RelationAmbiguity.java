package dev.gnomon.schema.pull;

import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Knows between which tables the usual names of relation fields do not do, because there is more than
 * one relation or because a column has the name already.
 */
final class RelationAmbiguity {

    private record Pair(ObjectName first, ObjectName second) {
        static Pair of(ObjectName one, ObjectName other) {
            return one.compareTo(other) <= 0 ? new Pair(one, other) : new Pair(other, one);
        }
    }

    private final Set<Pair> ambiguous = new HashSet<>();

    private RelationAmbiguity() {}

    static RelationAmbiguity of(PullContext context, Map<ObjectName, List<ForeignKey>> foreignKeys) {
        RelationAmbiguity result = new RelationAmbiguity();
        Map<ObjectName, Table> tables = new HashMap<>();
        context.tables().forEach(table -> tables.put(table.name(), table));
        Map<Pair, Integer> counts = new HashMap<>();
        for (Table table : context.tables()) {
            for (ForeignKey key : foreignKeys.getOrDefault(table.name(), List.of())) {
                result.look(table.name(), key.referencedTable(), tables, counts);
            }
        }
        for (JoinTable join : context.joinTables()) {
            result.look(join.first().referencedTable(), join.second().referencedTable(), tables, counts);
        }
        counts.forEach((pair, count) -> {
            if (count > 1) {
                result.ambiguous.add(pair);
            }
        });
        return result;
    }

    private void look(ObjectName one, ObjectName other, Map<ObjectName, Table> tables, Map<Pair, Integer> counts) {
        Pair pair = Pair.of(one, other);
        counts.merge(pair, 1, Integer::sum);
        List.of(Pair.of(one, other)).forEach(candidate -> {
            if (hasColumn(tables, one, other.name()) || hasColumn(tables, other, one.name())) {
                ambiguous.add(candidate);
            }
        });
    }

    private static boolean hasColumn(Map<ObjectName, Table> tables, ObjectName table, String column) {
        Table found = tables.get(table);
        return found != null && found.column(column).isPresent();
    }

    boolean isAmbiguous(ObjectName one, ObjectName other) {
        return ambiguous.contains(Pair.of(one, other));
    }
}
