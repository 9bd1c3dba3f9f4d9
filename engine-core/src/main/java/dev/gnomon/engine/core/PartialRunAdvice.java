package dev.gnomon.engine.core;

import dev.gnomon.engine.core.history.StatementListing;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.migration.AppliedMigration;
import dev.gnomon.engine.migration.HistoryReport;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.PartialRun;
import dev.gnomon.engine.migration.PartialRun.State;
import java.util.List;
import java.util.Optional;

/** Says how to go on after a migration that did not run to its end and of which the database keeps something. */
public final class PartialRunAdvice {

    private PartialRunAdvice() {}

    /**
     * Describe how far a failed migration came, and the ways out.
     *
     * @param report  what blocks the database besides
     * @param history the files, which show the statements of a run that was cut off
     * @return lines without a line break at the end; empty where the history row does not tell how far it came
     */
    public static Optional<String> ofFailed(
            AppliedMigration row, HistoryReport report, List<Migration> history, Dialect dialect) {
        boolean resumable = Resumable.is(dialect, history, report);
        if (row.isFailed() && row.logs().filter(logs -> !logs.isBlank()).isEmpty()) {
            return Optional.of(cutOff(row, resumable));
        }
        return row.partialRun().filter(run -> row.isFailed()).map(run -> {
            String listing = listing(row, run, history, dialect);
            return heading(row, run) + listing + "\n"
                    + waysOut(row, run, resumable, StatementListing.tellsOfMore(listing));
        });
    }

    private static String cutOff(AppliedMigration row, boolean resumable) {
        String id = row.migrationId();
        return resumable
                ? ("The run of the migration %s was cut off. It ran as one transaction, and whether that ended is"
                                + " not recorded: `migrate deploy --resume` looks into the database and goes on.")
                        .formatted(id)
                : ("The run of the migration %1$s was cut off, and how far it came is not recorded. Look into the"
                                + " database: where nothing of it is there, `migrate resolve --rolled-back %1$s`; where all"
                                + " of it is there, `migrate resolve --applied %1$s`; else do the rest by hand, or undo"
                                + " what is there, before that.")
                        .formatted(id);
    }

    /** Say what marking a failed migration as rolled back takes for granted; empty where nothing of it stayed. */
    public static Optional<String> onRolledBack(AppliedMigration row) {
        return row.partialRun()
                .filter(run -> mayHaveLeft(run))
                .map(run -> "The next run starts at the beginning of the file again, so that what " + ran(run)
                        + " did has to be undone in the database before.");
    }

    /** Say what marking a failed migration as applied takes for granted; empty where nobody knows how far it came. */
    public static Optional<String> onApplied(AppliedMigration row) {
        return row.partialRun()
                .filter(run -> run.kept() < run.statements())
                .map(run -> "What " + rest(run) + " of the file " + (isOneLeft(run) ? "was" : "were")
                        + " to do is not done by it: that has to be in the database already.");
    }

    private static String heading(AppliedMigration row, PartialRun run) {
        String line = run.line().map(number -> " (line " + number + ")").orElse("");
        return switch (run.state()) {
            case FAILED ->
                "The migration %s stopped half-way: %s of its file's %d statements ran and stay in the database.\n"
                        .formatted(
                                row.migrationId(),
                                run.kept() == 0 ? "none" : String.valueOf(run.kept()),
                                run.statements());
            case RUNNING ->
                ("The run of the migration %s was cut off: %s of its file's %d statements ran, and number %d%s had been"
                                + " started. Only a look at the database tells whether that one took effect.\n")
                        .formatted(
                                row.migrationId(),
                                run.kept() == 0 ? "none" : String.valueOf(run.kept()),
                                run.statements(),
                                run.kept() + 1,
                                line);
        };
    }

    private static String listing(AppliedMigration row, PartialRun run, List<Migration> history, Dialect dialect) {
        Optional<String> recorded = row.logs().flatMap(StatementListing::find);
        if (recorded.isPresent()) {
            return recorded.get();
        }
        return history.stream()
                .filter(migration -> migration.id().equals(row.migrationId()))
                .flatMap(migration -> migration.script().stream())
                .filter(script -> row.checksum().matches(script))
                .findFirst()
                .map(script ->
                        StatementListing.ofCutOff(run, dialect.scriptRunner().split(script)))
                .orElse("");
    }

    private static String waysOut(AppliedMigration row, PartialRun run, boolean resumable, boolean more) {
        String id = row.migrationId();
        String rolledBack = "`migrate resolve --rolled-back %s` and `migrate deploy`.".formatted(id);
        String besides = more ? "what is left besides" : "";
        String undo;
        if (mayHaveLeft(run)) {
            undo = "- Undo by hand what " + ran(run) + " did" + (more ? " and " + besides : "")
                    + ", correct the file if it has to be, then " + rolledBack;
        } else {
            undo = more
                    ? "- Undo by hand " + besides + ", correct the file, then " + rolledBack
                    : "- Correct the file, then " + rolledBack;
        }
        return "Go on in one of these ways:\n"
                + (resumable
                        ? "- `migrate deploy --resume`, which goes on after the last statement that took effect if the"
                                + " database proves which one that was, and changes nothing if not.\n"
                        : "")
                + undo + "\n- " + (more ? "Remove " + besides + ", do" : "Do") + " by hand what "
                + rest(run) + " "
                + (isOneLeft(run) ? "was" : "were") + " to do, then `migrate resolve --applied " + id + "`.";
    }

    private static boolean mayHaveLeft(PartialRun run) {
        return run.kept() > 0 || run.state() == State.RUNNING;
    }

    private static String ran(PartialRun run) {
        String certain = switch (run.kept()) {
            case 0 -> "";
            case 1 -> "statement 1";
            default -> "statements 1 to " + run.kept();
        };
        return switch (run.state()) {
            case FAILED -> certain;
            case RUNNING ->
                certain.isEmpty()
                        ? "statement 1, if it took effect,"
                        : certain + " and, if it took effect, number " + (run.kept() + 1);
        };
    }

    private static boolean isOneLeft(PartialRun run) {
        return run.kept() + 1 >= run.statements();
    }

    private static String rest(PartialRun run) {
        return isOneLeft(run)
                ? "statement " + run.statements()
                : "statements %d to %d".formatted(run.kept() + 1, run.statements());
    }
}
