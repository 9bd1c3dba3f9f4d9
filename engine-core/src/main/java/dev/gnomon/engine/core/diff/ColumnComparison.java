package dev.gnomon.engine.core.diff;

import dev.gnomon.engine.change.CastSafety;
import dev.gnomon.engine.change.ColumnDifference;
import dev.gnomon.engine.dialect.DiffRules;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Finds in what a column differs from its former self. */
final class ColumnComparison {

    private ColumnComparison() {}

    /**
     * Compare a column with its former self.
     *
     * @param cast what its change of type does; empty where the type stays
     * @return empty if nothing that a database stores differs
     */
    static Set<ColumnDifference> differences(BeforeAfter<Column> column, Optional<CastSafety> cast, DiffRules rules) {
        Set<ColumnDifference> differences = EnumSet.noneOf(ColumnDifference.class);
        if (column.before().arity() != column.after().arity()) {
            differences.add(ColumnDifference.ARITY);
        }
        if (!rules.sameDefault(column, DefaultComparison.same(column))) {
            differences.add(ColumnDifference.DEFAULT);
        }
        if (cast.isPresent()) {
            differences.add(ColumnDifference.TYPE);
        }
        if (rules.autoIncrementChanges(column)) {
            differences.add(ColumnDifference.AUTO_INCREMENT);
        }
        return differences;
    }
}
