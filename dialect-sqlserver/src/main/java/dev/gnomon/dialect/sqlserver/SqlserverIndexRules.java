package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.dialect.IndexRules;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.PrimaryKey;

/** Which keys and indexes are the same in SQL Server, and which go and come by themselves. */
final class SqlserverIndexRules implements IndexRules {

    @Override
    public boolean samePrimaryKey(BeforeAfter<PrimaryKey> primaryKey) {
        boolean before = primaryKey.before().clustered().orElse(true);
        boolean after = primaryKey.after().clustered().orElse(true);
        return before == after;
    }

    @Override
    public boolean sameIndex(BeforeAfter<Index> index) {
        boolean before = index.before().clustered().orElse(false);
        boolean after = index.after().clustered().orElse(false);
        return before == after
                && SqlserverExpressions.samePredicate(
                        index.before().predicate(), index.after().predicate());
    }

    @Override
    public boolean createdWithTable(Index index) {
        return SqlserverIndexes.isConstraint(index);
    }

    @Override
    public boolean rebuiltAroundAlteredColumns() {
        return true;
    }
}
