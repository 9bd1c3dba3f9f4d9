package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.IndexRules;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.IndexColumn;
import dev.gnomon.engine.model.OperatorClass;

/** Which keys and indexes are the same in PostgreSQL, and which go and come by themselves. */
final class PostgresqlIndexRules implements IndexRules {

    private static final String USUAL_ALGORITHM = "BTree";

    @Override
    public boolean droppedWithColumns() {
        return true;
    }

    @Override
    public boolean sameIndex(BeforeAfter<Index> index) {
        BeforeAfter<String> algorithm = index.map(each -> each.algorithm().orElse(USUAL_ALGORITHM));
        if (!algorithm.isUnchanged()) {
            return false;
        }
        for (int i = 0; i < index.before().columns().size(); i++) {
            if (!sameOperatorClass(
                    index.before().columns().get(i), index.after().columns().get(i))) {
                return false;
            }
        }
        return PostgresqlExpressions.samePredicate(
                index.before().predicate(), index.after().predicate());
    }

    private static boolean sameOperatorClass(IndexColumn before, IndexColumn after) {
        boolean usualBefore =
                before.operatorClass().map(OperatorClass::isDefault).orElse(true);
        boolean usualAfter = after.operatorClass().map(OperatorClass::isDefault).orElse(true);
        boolean sameName = before.operatorClass().isPresent()
                && before.operatorClass()
                        .map(OperatorClass::sql)
                        .equals(after.operatorClass().map(OperatorClass::sql));
        return sameName || (usualBefore && usualAfter);
    }
}
