package dev.gnomon.engine.migration;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What comparing the migrations directory with the history table shows. All lists hold migration ids
 * in the order of their source.
 *
 * @param hasHistoryTable whether the database has the table at all
 * @param pending         in the directory, not in the database
 * @param missing         in the database, not in the directory
 * @param edited          applied with another checksum than the file has now
 * @param failed          rows that started and neither finished nor were rolled back
 * @param renamed         missing ones whose scripts pending ones have: folders that got another name, as it looks
 * @param lastCommon      with both pending and missing ones: the migration before the first pending one
 */
public record HistoryReport(
        boolean hasHistoryTable,
        List<String> pending,
        List<String> missing,
        List<String> edited,
        List<AppliedMigration> failed,
        List<Renamed> renamed,
        Optional<String> lastCommon) {

    /**
     * A migration whose folder got another name after it was applied, as it looks.
     *
     * @param from the name in the database
     * @param to   the name in the directory
     */
    public record Renamed(String from, String to) {
        public Renamed {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
        }
    }

    public HistoryReport {
        pending = List.copyOf(pending);
        missing = List.copyOf(missing);
        edited = List.copyOf(edited);
        failed = List.copyOf(failed);
        renamed = List.copyOf(renamed);
        Objects.requireNonNull(lastCommon, "lastCommon");
    }

    public boolean diverges() {
        return !pending.isEmpty() && !missing.isEmpty();
    }
}
