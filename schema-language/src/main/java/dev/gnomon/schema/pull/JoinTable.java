package dev.gnomon.schema.pull;

import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.Table;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The table of an implicit many-to-many relation.
 *
 * @param table    itself
 * @param relation the relation's name
 * @param first    the foreign key of column A
 * @param second   the foreign key of column B
 */
record JoinTable(Table table, String relation, ForeignKey first, ForeignKey second) {

    /**
     * Tell whether a table looks like one that implicit many-to-many relations have.
     *
     * @param isKnown the schema before has the relation; if not, its models are named after their tables, and
     *     the order of those names has to be that of the columns
     */
    static Optional<JoinTable> of(Table table, boolean isKnown) {
        String name = table.name().name();
        if (!name.startsWith("_")
                || table.columns().size() != 2
                || table.foreignKeys().size() != 2) {
            return Optional.empty();
        }
        Optional<ForeignKey> first = foreignKey(table, "a");
        Optional<ForeignKey> second = foreignKey(table, "b");
        boolean pairsAreUnique =
                table.primaryKey().filter(key -> isPair(key.columnNames())).isPresent()
                        || table.indexes().stream().anyMatch(index -> index.isUnique() && isPair(index.columnNames()));
        boolean secondIsIndexed = table.indexes().stream()
                .anyMatch(index -> index.columns().size() == 1
                        && index.columnNames().getFirst().equalsIgnoreCase("b"));
        if (first.isEmpty() || second.isEmpty() || !pairsAreUnique || !secondIsIndexed) {
            return Optional.empty();
        }
        boolean ordered = isKnown
                || first.get()
                                .referencedTable()
                                .name()
                                .compareTo(second.get().referencedTable().name())
                        <= 0;
        return ordered
                ? Optional.of(new JoinTable(table, name.substring(1), first.get(), second.get()))
                : Optional.empty();
    }

    private static Optional<ForeignKey> foreignKey(Table table, String column) {
        return table.foreignKeys().stream()
                .filter(key ->
                        key.columns().size() == 1 && key.columns().getFirst().equalsIgnoreCase(column))
                .findFirst();
    }

    private static boolean isPair(List<String> columns) {
        return columns.size() == 2
                && Set.of("a", "A").contains(columns.getFirst())
                && Set.of("b", "B").contains(columns.getLast());
    }

    boolean isSelfRelation() {
        return first.referencedTable().equals(second.referencedTable());
    }
}
