package dev.gnomon.engine.dialect;

import java.util.List;

/**
 * A rule about names: within its reach no two things of these kinds have the same one.
 *
 * @param kinds    what shares the names; in the order of {@link ConstraintKind}
 * @param perTable the names are those of one table, not of a whole namespace
 */
public record ConstraintScope(List<ConstraintKind> kinds, boolean perTable) {

    public ConstraintScope {
        kinds = List.copyOf(kinds);
    }

    /** Names within one namespace. */
    public static ConstraintScope global(ConstraintKind... kinds) {
        return new ConstraintScope(List.of(kinds), false);
    }

    /** Names within one table. */
    public static ConstraintScope perTable(ConstraintKind... kinds) {
        return new ConstraintScope(List.of(kinds), true);
    }
}
