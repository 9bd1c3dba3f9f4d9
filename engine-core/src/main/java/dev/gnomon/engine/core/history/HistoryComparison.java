package dev.gnomon.engine.core.history;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.migration.AppliedMigration;
import dev.gnomon.engine.migration.HistoryReport;
import dev.gnomon.engine.migration.HistoryReport.Renamed;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.support.StatementSplitter;
import dev.gnomon.engine.support.TextFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares the migrations directory with the rows of the history table. Pure. */
public final class HistoryComparison {

    private HistoryComparison() {}

    /**
     * Find what is pending, missing, edited and failed. Rows that were rolled back count for nothing.
     *
     * @param rows empty if there is no table
     * @throws GnomonException {@code P3015} if a recorded migration's script cannot be read
     */
    public static HistoryReport compare(List<Migration> migrations, Optional<List<AppliedMigration>> rows) {
        List<AppliedMigration> counting = rows.orElse(List.of()).stream()
                .filter(row -> !row.isRolledBack())
                .toList();
        Map<String, AppliedMigration> byMigration = new LinkedHashMap<>();
        counting.forEach(row -> byMigration.putIfAbsent(row.migrationId(), row));

        List<String> pending = new ArrayList<>();
        List<String> edited = new ArrayList<>();
        Optional<String> beforeFirstPending = Optional.empty();
        Optional<String> previous = Optional.empty();
        for (Migration migration : migrations) {
            AppliedMigration row = byMigration.get(migration.id());
            if (row == null) {
                if (pending.isEmpty()) {
                    beforeFirstPending = previous;
                }
                pending.add(migration.id());
            } else if (!row.checksum().matches(scriptOf(migration))) {
                edited.add(migration.id());
            }
            previous = Optional.of(migration.id());
        }

        Set<String> onDisk = new HashSet<>();
        migrations.forEach(migration -> onDisk.add(migration.id()));
        List<String> missing = counting.stream()
                .map(AppliedMigration::migrationId)
                .filter(id -> !onDisk.contains(id))
                .toList();
        return new HistoryReport(
                rows.isPresent(),
                pending,
                missing,
                edited,
                counting.stream().filter(AppliedMigration::isFailed).toList(),
                renamed(migrations, counting),
                pending.isEmpty() || missing.isEmpty() ? Optional.empty() : beforeFirstPending);
    }

    /**
     * Each migration that is gone from the directory, with a new one of the same text; texts that do nothing tell nothing.
     */
    public static List<Renamed> renamed(List<Migration> migrations, List<AppliedMigration> rows) {
        Set<String> onDisk = new HashSet<>();
        migrations.forEach(migration -> onDisk.add(migration.id()));
        Set<String> known = new HashSet<>();
        rows.stream().filter(row -> !row.isRolledBack()).forEach(row -> known.add(row.migrationId()));
        List<AppliedMigration> gone = rows.stream()
                .filter(row -> row.isApplied() && !onDisk.contains(row.migrationId()))
                .toList();
        if (gone.isEmpty()) {
            return List.of();
        }
        List<Migration> candidates = new ArrayList<>(migrations);
        candidates.removeIf(migration -> known.contains(migration.id())
                || migration
                        .script()
                        .filter(script ->
                                !StatementSplitter.STANDARD.split(script).isEmpty())
                        .isEmpty());
        List<Renamed> found = new ArrayList<>();
        for (AppliedMigration row : gone) {
            Optional<Migration> same = candidates.stream()
                    .filter(migration -> row.checksum().matches(scriptOf(migration)))
                    .findFirst();
            same.ifPresent(migration -> {
                candidates.remove(migration);
                found.add(new Renamed(row.migrationId(), migration.id()));
            });
        }
        return found;
    }

    /**
     * The text of a migration's script, as it runs: without a byte order mark.
     *
     * @throws GnomonException {@code P3015} if it is missing
     */
    public static String scriptOf(Migration migration) {
        return migration
                .script()
                .map(TextFile::withoutMark)
                .orElseThrow(() -> new GnomonException(
                        EngineErrorCode.MIGRATION_FILE_MISSING,
                        "Could not find the migration file at migration.sql. Please delete the directory or restore the"
                                + " migration file.",
                        "The migration is `%s`.".formatted(migration.id())));
    }
}
