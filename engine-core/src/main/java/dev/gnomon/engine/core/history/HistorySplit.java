package dev.gnomon.engine.core.history;

import dev.gnomon.engine.migration.AppliedMigration;
import dev.gnomon.engine.migration.Migration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A history, parted into what a database has of it and what it has not.
 *
 * @param all     in the order of the directory, as both parts are
 * @param applied the migrations that ran to their end and were not rolled back
 */
public record HistorySplit(List<Migration> all, List<Migration> applied, List<Migration> pending) {

    public HistorySplit {
        all = List.copyOf(all);
        applied = List.copyOf(applied);
        pending = List.copyOf(pending);
    }

    /** Part a history by the rows of the history table. */
    public static HistorySplit of(List<Migration> all, List<AppliedMigration> rows) {
        Set<String> ids = appliedIds(rows);
        return new HistorySplit(
                all,
                all.stream().filter(migration -> ids.contains(migration.id())).toList(),
                all.stream().filter(migration -> !ids.contains(migration.id())).toList());
    }

    /** A history for which no database is asked: all of it is applied. */
    public static HistorySplit whole(List<Migration> all) {
        return new HistorySplit(all, all, List.of());
    }

    /** The ids of the migrations that a database has, whether the directory has them or not. */
    public static Set<String> appliedIds(List<AppliedMigration> rows) {
        Set<String> ids = new LinkedHashSet<>();
        rows.stream().filter(AppliedMigration::isApplied).forEach(row -> ids.add(row.migrationId()));
        return ids;
    }

    /** Whether no pending migration lies before an applied one, so that one order serves both. */
    public boolean isInOrder() {
        return all.subList(0, applied.size()).equals(applied);
    }
}
