package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.IndexRules;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Index;
import java.util.Optional;

/** Which keys and indexes are the same in SQLite, and which go and come by themselves. */
final class SqliteIndexRules implements IndexRules {

    @Override
    public boolean sameIndex(BeforeAfter<Index> index) {
        Optional<String> before = index.before().predicate();
        Optional<String> after = index.after().predicate();
        return before.isPresent() == after.isPresent()
                && before.map(sql -> SqliteExpressions.same(sql, after.orElse("")))
                        .orElse(true);
    }

    /** The names that SQLite gives to the indexes of constraints cannot be chosen. */
    @Override
    public boolean nameChanges(BeforeAfter<Index> index) {
        return !index.before().name().equals(index.after().name())
                && !index.before().name().startsWith("sqlite_");
    }
}
