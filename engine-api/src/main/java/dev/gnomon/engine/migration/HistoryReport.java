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
 * @param lastCommon      with both pending and missing ones: the migration before the first pending one
 */
public record HistoryReport(
        boolean hasHistoryTable,
        List<String> pending,
        List<String> missing,
        List<String> edited,
        List<AppliedMigration> failed,
        Optional<String> lastCommon) {

    public HistoryReport {
        pending = List.copyOf(pending);
        missing = List.copyOf(missing);
        edited = List.copyOf(edited);
        failed = List.copyOf(failed);
        Objects.requireNonNull(lastCommon, "lastCommon");
    }

    public boolean diverges() {
        return !pending.isEmpty() && !missing.isEmpty();
    }
}
