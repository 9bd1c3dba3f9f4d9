package dev.gnomon.engine.core.diff;

import dev.gnomon.engine.dialect.DiffRules;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.IndexColumn;
import dev.gnomon.engine.model.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which indexes of a table stay, go and come; their names do not count.
 *
 * @param kept    those in both schemas, and alone with their columns before: of several that are alike
 *     none can be said to have been renamed
 * @param dropped places in the table before
 * @param created places in the table after
 */
record IndexMatches(List<Match> kept, List<Integer> dropped, List<Integer> created) {

    /** The places of one index in both tables. */
    record Match(int before, int after) {}

    /** What every database compares. */
    private record Shape(Index.Kind kind, List<String> columns) {
        static Shape of(Index index) {
            return new Shape(index.kind(), index.columnNames());
        }
    }

    static IndexMatches of(Table before, Table after, DiffRules rules) {
        if (before.indexes().isEmpty() && after.indexes().isEmpty()) {
            return new IndexMatches(List.of(), List.of(), List.of());
        }
        Map<Shape, List<Integer>> shapesBefore = byShape(before);
        Map<Shape, List<Integer>> shapesAfter = byShape(after);
        List<Match> kept = new ArrayList<>();
        List<Integer> dropped = new ArrayList<>();
        boolean[] found = new boolean[after.indexes().size()];
        for (int i = 0; i < before.indexes().size(); i++) {
            Index index = before.indexes().get(i);
            int first = -1;
            for (int candidate : shapesAfter.getOrDefault(Shape.of(index), List.of())) {
                if (matches(index, after.indexes().get(candidate), rules)) {
                    found[candidate] = true;
                    first = first < 0 ? candidate : first;
                }
            }
            if (first < 0) {
                dropped.add(i);
            } else if (shapesBefore.getOrDefault(Shape.of(index), List.of()).size() == 1) {
                kept.add(new Match(i, first));
            }
        }
        List<Integer> created = new ArrayList<>();
        for (int i = 0; i < found.length; i++) {
            if (!found[i]) {
                created.add(i);
            }
        }
        return new IndexMatches(kept, dropped, created);
    }

    /** Whether two key columns are the same in name, length and order. */
    static boolean sameColumn(IndexColumn before, IndexColumn after) {
        return before.column().equals(after.column())
                && before.length().equals(after.length())
                && before.effectiveSortOrder() == after.effectiveSortOrder();
    }

    private static Map<Shape, List<Integer>> byShape(Table table) {
        Map<Shape, List<Integer>> shapes = new HashMap<>();
        for (int i = 0; i < table.indexes().size(); i++) {
            shapes.computeIfAbsent(Shape.of(table.indexes().get(i)), shape -> new ArrayList<>())
                    .add(i);
        }
        return shapes;
    }

    private static boolean matches(Index before, Index after, DiffRules rules) {
        for (int i = 0; i < before.columns().size(); i++) {
            if (!sameColumn(before.columns().get(i), after.columns().get(i))) {
                return false;
            }
        }
        return rules.sameIndex(new BeforeAfter<>(before, after));
    }
}
