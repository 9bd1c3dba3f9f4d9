package dev.gnomon.engine.core.diff;

import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.ReferentialAction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which foreign keys of a table stay, go and come; their names do not count.
 *
 * @param kept    those in both schemas
 * @param dropped places in the table before
 * @param created places in the table after
 */
record ForeignKeyMatches(List<Match> kept, List<Integer> dropped, List<Integer> created) {

    /** The places of one foreign key in both tables. */
    record Match(int before, int after) {}

    private record Shape(
            ObjectName referencedTable,
            List<String> columns,
            List<String> referencedColumns,
            ReferentialAction onDelete,
            ReferentialAction onUpdate) {
        static Shape of(ForeignKey foreignKey, ObjectName referencedTable) {
            return new Shape(
                    referencedTable,
                    foreignKey.columns(),
                    foreignKey.referencedColumns(),
                    foreignKey.onDelete(),
                    foreignKey.onUpdate());
        }
    }

    /**
     * Match the foreign keys of a table.
     *
     * @param breakers columns whose change a foreign key does not survive
     */
    static ForeignKeyMatches of(SchemaPair schemas, TablePair pair, Set<String> breakers) {
        List<ForeignKey> before = pair.before().table().foreignKeys();
        List<ForeignKey> after = pair.after().table().foreignKeys();
        if (before.isEmpty() && after.isEmpty()) {
            return new ForeignKeyMatches(List.of(), List.of(), List.of());
        }
        Map<Shape, Deque<Integer>> shapesAfter = new HashMap<>();
        for (int i = 0; i < after.size(); i++) {
            Shape shape = Shape.of(after.get(i), schemas.afterKey(after.get(i).referencedTable()));
            shapesAfter.computeIfAbsent(shape, key -> new ArrayDeque<>()).add(i);
        }
        List<Match> kept = new ArrayList<>();
        List<Integer> dropped = new ArrayList<>();
        boolean[] found = new boolean[after.size()];
        for (int i = 0; i < before.size(); i++) {
            ForeignKey foreignKey = before.get(i);
            Deque<Integer> candidates =
                    shapesAfter.get(Shape.of(foreignKey, schemas.beforeKey(foreignKey.referencedTable())));
            boolean broken = foreignKey.columns().stream().anyMatch(breakers::contains);
            if (broken || candidates == null || candidates.isEmpty()) {
                dropped.add(i);
            } else {
                int counterpart = candidates.remove();
                found[counterpart] = true;
                kept.add(new Match(i, counterpart));
            }
        }
        List<Integer> created = new ArrayList<>();
        for (int i = 0; i < found.length; i++) {
            if (!found[i]) {
                created.add(i);
            }
        }
        return new ForeignKeyMatches(kept, dropped, created);
    }
}
