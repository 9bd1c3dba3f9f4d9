package dev.gnomon.engine.core.diff;

import dev.gnomon.engine.dialect.IndexRules;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.IndexColumn;
import dev.gnomon.engine.model.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

    /**
     * Match the indexes of a table.
     *
     * @param inFull both tables were read from databases, so that what no schema can say of an index counts
     */
    static IndexMatches of(Table before, Table after, IndexRules rules, boolean inFull) {
        if (before.indexes().isEmpty() && after.indexes().isEmpty()) {
            return new IndexMatches(List.of(), List.of(), List.of());
        }
        Map<Integer, Integer> carried = carriedOver(before, after);
        Map<Shape, List<Integer>> shapesBefore = byShape(before, carried.keySet());
        Map<Shape, List<Integer>> shapesAfter = byShape(after, carried.values());
        List<Match> kept = new ArrayList<>();
        List<Integer> dropped = new ArrayList<>();
        boolean[] found = new boolean[after.indexes().size()];
        for (int i = 0; i < before.indexes().size(); i++) {
            Index index = before.indexes().get(i);
            Integer itself = carried.get(i);
            if (itself != null) {
                found[itself] = true;
                kept.add(new Match(i, itself));
                continue;
            }
            int first = -1;
            for (int candidate : shapesAfter.getOrDefault(Shape.of(index), List.of())) {
                Index other = after.indexes().get(candidate);
                boolean same = inFull ? sameBeyondSchema(index, other) : !other.isBeyondSchema();
                if (same && sameIndex(index, other, rules)) {
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

    /** The places of the indexes that both sides have with all that no schema can say; they match nothing else. */
    private static Map<Integer, Integer> carriedOver(Table before, Table after) {
        Map<Index, Integer> places = new HashMap<>();
        for (int i = 0; i < after.indexes().size(); i++) {
            if (after.indexes().get(i).isBeyondSchema()) {
                places.put(after.indexes().get(i), i);
            }
        }
        Map<Integer, Integer> carried = new LinkedHashMap<>();
        for (int i = 0; i < before.indexes().size(); i++) {
            Integer place = places.get(before.indexes().get(i));
            if (place != null) {
                carried.put(i, place);
            }
        }
        return carried;
    }

    private static boolean sameBeyondSchema(Index before, Index after) {
        return before.includedColumns().equals(after.includedColumns())
                && before.dialectObjects().equals(after.dialectObjects());
    }

    private static Map<Shape, List<Integer>> byShape(Table table, Collection<Integer> without) {
        Map<Shape, List<Integer>> shapes = new HashMap<>();
        for (int i = 0; i < table.indexes().size(); i++) {
            if (without.contains(i)) {
                continue;
            }
            shapes.computeIfAbsent(Shape.of(table.indexes().get(i)), shape -> new ArrayList<>())
                    .add(i);
        }
        return shapes;
    }

    /** Whether two indexes are the same in what a schema can say of them, their names aside. */
    static boolean sameIndex(Index before, Index after, IndexRules rules) {
        if (!Shape.of(before).equals(Shape.of(after))) {
            return false;
        }
        for (int i = 0; i < before.columns().size(); i++) {
            if (!sameColumn(before.columns().get(i), after.columns().get(i))) {
                return false;
            }
        }
        return rules.sameIndex(new BeforeAfter<>(before, after));
    }
}
