package dev.gnomon.engine.core.history;

import dev.gnomon.engine.migration.Drift;
import dev.gnomon.engine.migration.HistoryReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why a development database has to be reset, in the words that Prisma's users know. Pure. */
public final class ResetReasons {

    private static final String DRIFT = """
            Drift detected: Your database schema is not in sync with your migration history.

            The following is a summary of the differences between the expected database schema given your migrations \
            files, and the actual schema of the database.

            It should be understood as the set of changes to get from the expected schema to the actual schema.
            """;

    private static final String FIRST_TIME = """

            If you are running this the first time on an existing database, please make sure to read this documentation \
            page:
            https://www.prisma.io/docs/guides/database/developing-with-prisma-migrate/troubleshooting-development
            """;

    private ResetReasons() {}

    /**
     * Collect the reasons, in the order in which they are shown; none if there is nothing wrong.
     *
     * @param hintAtGuide point to the guide for existing databases where there is no history table
     */
    public static List<String> of(HistoryReport report, Optional<Drift> drift, boolean hintAtGuide) {
        List<String> reasons = new ArrayList<>();
        report.failed().forEach(row -> reasons.add("The migration `%s` failed.".formatted(row.migrationId())));
        report.edited()
                .forEach(id -> reasons.add("The migration `%s` was modified after it was applied.".formatted(id)));
        drift.ifPresent(found ->
                reasons.add(DRIFT + (hintAtGuide && !report.hasHistoryTable() ? FIRST_TIME : "") + found.summary()));
        if (report.diverges()) {
            reasons.add("The migrations recorded in the database diverge from the local migrations directory."
                    + report.lastCommon()
                            .map(last -> " Last common migration: `%s`. Migrations applied to the database but absent"
                                            .formatted(last)
                                    + " from the migrations directory are: " + String.join(", ", report.missing()))
                            .orElse(""));
        } else if (!report.missing().isEmpty()) {
            reasons.add("The following migration(s) are applied to the database but missing from the local migrations"
                    + " directory: " + String.join(", ", report.missing()));
        }
        return List.copyOf(reasons);
    }
}
