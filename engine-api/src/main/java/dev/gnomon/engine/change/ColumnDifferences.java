package dev.gnomon.engine.change;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Copies a set of differences into an immutable one that keeps the order of the enum. */
final class ColumnDifferences {

    private ColumnDifferences() {}

    static Set<ColumnDifference> ordered(Set<ColumnDifference> differences) {
        EnumSet<ColumnDifference> copy = EnumSet.noneOf(ColumnDifference.class);
        copy.addAll(differences);
        return Collections.unmodifiableSet(copy);
    }
}
