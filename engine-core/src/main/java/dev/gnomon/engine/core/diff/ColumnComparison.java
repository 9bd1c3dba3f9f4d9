package dev.gnomon.engine.core.diff;

import dev.gnomon.engine.change.CastSafety;
import dev.gnomon.engine.change.ColumnDifference;
import dev.gnomon.engine.dialect.ColumnRules;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.SpelledDefault;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Finds in what a column differs from its former self. */
final class ColumnComparison {

    private static final Class<DefaultValue.Literal> LITERAL = DefaultValue.Literal.class;
    private static final Class<DefaultValue.Expression> EXPRESSION = DefaultValue.Expression.class;

    private ColumnComparison() {}

    /**
     * Compare a column with its former self.
     *
     * @param cast what its change of type does; empty where the type stays
     * @return empty if nothing that a database stores differs
     */
    static Set<ColumnDifference> differences(BeforeAfter<Column> column, Optional<CastSafety> cast, ColumnRules rules) {
        Set<ColumnDifference> differences = EnumSet.noneOf(ColumnDifference.class);
        if (column.before().arity() != column.after().arity()) {
            differences.add(ColumnDifference.ARITY);
        }
        boolean spelledTheSame = sameSpelling(column, rules);
        if (!spelledTheSame && !sameDefault(column, rules)) {
            differences.add(ColumnDifference.DEFAULT);
        }
        if (cast.isPresent()) {
            differences.add(ColumnDifference.TYPE);
        }
        if (!spelledTheSame && rules.autoIncrementChanges(column)) {
            differences.add(ColumnDifference.AUTO_INCREMENT);
        }
        return differences;
    }

    private static boolean sameDefault(BeforeAfter<Column> column, ColumnRules rules) {
        BeforeAfter<Column> folded = column.map(rules::folded);
        return rules.sameDefault(column, DefaultComparison.same(column))
                || (!folded.equals(column) && rules.sameDefault(folded, DefaultComparison.same(folded)));
    }

    /** Whether the server, where it was asked, tells the schema's default in the words that the database has. */
    private static boolean sameSpelling(BeforeAfter<Column> column, ColumnRules rules) {
        BeforeAfter<Column> spelled = column.map(each -> SpelledDefault.of(each).orElse(each));
        if (spelled.equals(column)) {
            return false;
        }
        BeforeAfter<Optional<DefaultValue>> defaults = spelled.map(Column::databaseDefault);
        boolean same = defaults.isUnchanged() || (areBoth(LITERAL, defaults) && DefaultComparison.same(spelled));
        return (same || areBoth(EXPRESSION, defaults)) && rules.sameDefault(spelled, same);
    }

    private static boolean areBoth(Class<? extends DefaultValue> kind, BeforeAfter<Optional<DefaultValue>> defaults) {
        return defaults.before().filter(kind::isInstance).isPresent()
                && defaults.after().filter(kind::isInstance).isPresent();
    }
}
