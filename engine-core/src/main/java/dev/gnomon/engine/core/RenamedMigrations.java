package dev.gnomon.engine.core;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.migration.HistoryReport;
import dev.gnomon.engine.migration.HistoryReport.Renamed;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says what to do about migrations whose folders were renamed after they were applied. */
public final class RenamedMigrations {

    private RenamedMigrations() {}

    /** Name the migrations and the ways out, in lines without a line break at the end; empty where there are none. */
    public static Optional<String> advice(HistoryReport report) {
        List<Renamed> renamed = report.renamed();
        return renamed.isEmpty()
                ? Optional.empty()
                : Optional.of("These look renamed, since their scripts are the same:\n" + names(renamed) + "\n"
                        + waysOut(renamed));
    }

    /**
     * Refuse to go on: the scripts would run a second time.
     *
     * @throws GnomonException {@code GN-2011} if there are any
     */
    static void refuse(List<Renamed> renamed) {
        if (!renamed.isEmpty()) {
            throw new GnomonException(
                    EngineErrorCode.MIGRATION_RENAMED,
                    "Folders of migrations look renamed after they were applied, so that their scripts would run a second"
                            + " time. Nothing was run.\n" + names(renamed),
                    waysOut(renamed)
                            + "\nIf such a migration is meant to run once more, change its text, be it by a comment.");
        }
    }

    private static String names(List<Renamed> migrations) {
        return lines(migrations, renamed -> "  %s, in the database as %s".formatted(renamed.to(), renamed.from()));
    }

    private static String waysOut(List<Renamed> migrations) {
        return "Give the folders their old names back, or record the new ones:\n"
                + lines(migrations, renamed -> "  migrate resolve --renamed " + renamed.to());
    }

    private static String lines(List<Renamed> migrations, Function<Renamed, String> line) {
        return migrations.stream().map(line).collect(Collectors.joining("\n"));
    }
}
