package dev.gnomon.engine.core.history;

import dev.gnomon.engine.dialect.ScriptFailedException;
import dev.gnomon.engine.dialect.ScriptFailedException.Failure;
import dev.gnomon.engine.dialect.SecretMask;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.ErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.migration.PartialRun;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Words for a migration whose script failed, in a database that counts or in the shadow database. */
public final class MigrationFailure {

    /** A row's logs have limited room, 64 KiB in some databases. */
    private static final int LONGEST_STATEMENT = 8000;

    private MigrationFailure() {}

    /** What {@code P3018} and the history row's logs say. */
    public static String report(String migrationId, ScriptFailedException failure) {
        Failure details = failure.failure();
        return """
                A migration failed to apply. New migrations cannot be applied before the error is recovered from. \
                Read more about how to resolve migration issues in a production database: \
                https://pris.ly/d/migrate-resolve

                Migration name: %s

                Database error code: %s

                Database error:
                %s
                """.formatted(migrationId, details.databaseCode().orElse("none"), reportOf(failure));
    }

    /** What the database says, which may quote the statement: without the secrets that stand in it. */
    public static String reportOf(ScriptFailedException failure) {
        Failure details = failure.failure();
        return SecretMask.maskSql(details.report(), details.statement().orElse(""));
    }

    /** The report for the history row: with the statement and its line, which the file may not show any more. */
    public static String logs(String migrationId, ScriptFailedException failure) {
        return report(migrationId, failure) + place(failure);
    }

    /**
     * {@code P3018}.
     *
     * @param partial how far it came, where the database keeps something of it
     */
    public static GnomonException inDatabase(
            String migrationId, ScriptFailedException failure, Optional<PartialRun> partial) {
        return new GnomonException(
                EngineErrorCode.MIGRATION_FAILED,
                report(migrationId, failure),
                left(failure, partial)
                        + remedy(failure)
                        + "Correct the migration, then mark it with `migrate resolve --rolled-back %s` and apply again."
                                .formatted(migrationId)
                        + partial.filter(run -> run.kept() > 0)
                                .map(run -> " Or do the rest of it by hand, then mark it with `migrate resolve"
                                        + " --applied %s`. `migrate status` lists the statements."
                                                .formatted(migrationId))
                                .orElse("")
                        + place(failure),
                failure);
    }

    /**
     * {@code P3018} for a script that is not to blame: the connection was lost, a lock was not to be had, and the like.
     *
     * @param circumstance what the dialect makes of the failure
     * @param resumable    whether {@code migrate deploy --resume} can find out how far it came
     */
    public static GnomonException byCircumstance(
            String migrationId,
            ScriptFailedException failure,
            Optional<PartialRun> partial,
            GnomonException circumstance,
            boolean resumable) {
        boolean lost = isConnectionLost(circumstance);
        String state = lost
                ? "Whether the statement that was running took effect cannot be told from here. "
                : left(failure, partial);
        return new GnomonException(
                EngineErrorCode.MIGRATION_FAILED,
                report(migrationId, failure),
                "The migration itself is not to blame. " + state
                        + failure.failure().remedy().orElse(circumstance.remedy())
                        + (resumable
                                ? " Then run `migrate deploy --resume`, which finds out how far the migration came and goes"
                                        + " on."
                                : " Then go on as `migrate status` says, which lists the statements: with `migrate resolve"
                                        + " --rolled-back %1$s` once nothing of it is left, or `migrate resolve --applied %1$s` once all of it is there."
                                                .formatted(migrationId))
                        + place(failure),
                failure);
    }

    /** Whether nobody can tell what became of the statement that was running. */
    public static boolean isConnectionLost(GnomonException circumstance) {
        return circumstance.code() == EngineErrorCode.CONNECTION_CLOSED
                || circumstance.code() == EngineErrorCode.OPERATION_TIMED_OUT;
    }

    /** Whether a failure has to do with the surroundings and nothing with the script. */
    public static boolean isCircumstance(GnomonException circumstance) {
        return circumstance.code().kind() == ErrorCode.Kind.ENVIRONMENT
                && circumstance.code() != EngineErrorCode.DATABASE_FAILURE
                && circumstance.code() != EngineErrorCode.TABLE_DOES_NOT_EXIST
                && circumstance.code() != EngineErrorCode.UNIQUE_CONSTRAINT_FAILED
                && circumstance.code() != EngineErrorCode.DATABASE_DOES_NOT_EXIST
                && circumstance.code() != EngineErrorCode.DATABASE_ALREADY_EXISTS;
    }

    /** Whether the same script might run on the same database at another time. */
    public static boolean isPassing(GnomonException circumstance) {
        return isConnectionLost(circumstance)
                || circumstance.code() == EngineErrorCode.LOCK_NOT_AVAILABLE
                || circumstance.code() == EngineErrorCode.OUT_OF_SPACE
                || circumstance.code() == EngineErrorCode.STATEMENT_TIMED_OUT;
    }

    private static String left(ScriptFailedException failure, Optional<PartialRun> partial) {
        if (failure.failure().rolledBack()) {
            return "Nothing of it is left in the database. ";
        }
        return partial.map(run -> run.kept() == 0
                                ? "None of its %d statements ran to its end. ".formatted(run.statements())
                                : "The database keeps what the first %d of its %d statements did%s. Undo that by hand. "
                                        .formatted(run.kept(), run.statements(), exceptTakenBack(failure)))
                        .orElse("Statements before the failing one may have taken effect. ")
                + failure.failure().leftBehind().map(text -> text + " ").orElse("");
    }

    private static String exceptTakenBack(ScriptFailedException failure) {
        List<Integer> takenBack = failure.failure().takenBack();
        return takenBack.isEmpty()
                ? ""
                : ", but for those that the script itself took back ("
                        + takenBack.stream()
                                .map(index -> String.valueOf(index + 1))
                                .collect(Collectors.joining(", "))
                        + ")";
    }

    private static String remedy(ScriptFailedException failure) {
        return failure.failure().remedy().map(text -> text + " ").orElse("");
    }

    /** {@code GN-2010}: a script with what no server understands. */
    public static GnomonException notRunnable(String migrationId, ScriptFailedException refusal) {
        return new GnomonException(
                EngineErrorCode.SCRIPT_NOT_RUNNABLE,
                "The migration %s was not applied. %s"
                        .formatted(migrationId, refusal.failure().report()),
                refusal.failure().remedy().orElse("Correct the script."),
                refusal);
    }

    /** {@code P3006}. */
    public static GnomonException inShadow(String migrationId, ScriptFailedException failure) {
        return new GnomonException(
                EngineErrorCode.MIGRATION_DOES_NOT_REPLAY,
                "Migration `%s` failed to apply cleanly to the shadow database. \nError code: %s\nError:\n%s"
                        .formatted(migrationId, EngineErrorCode.MIGRATION_FAILED.id(), report(migrationId, failure)),
                failure.failure()
                                .remedy()
                                .orElse("Correct the migration so that the whole history runs on an empty database.")
                        + place(failure),
                failure);
    }

    /**
     * The failure of a replay that tells nothing of the migration.
     *
     * @param circumstance what the dialect makes of the failure
     */
    public static GnomonException inShadowByCircumstance(String migrationId, GnomonException circumstance) {
        return new GnomonException(
                circumstance.code(),
                circumstance.problem(),
                "This happened in the shadow database, while migration `%s` was replayed, which is not to blame. %s"
                        .formatted(migrationId, circumstance.remedy()),
                circumstance);
    }

    /** What can be said of a script that is no migration besides the database's own words; may be nothing. */
    public static String inScript(ScriptFailedException failure) {
        Failure details = failure.failure();
        String line = details.line()
                .map(number -> "The statement at line %d failed. ".formatted(number))
                .orElse("");
        return (line + details.leftBehind().map(text -> text + " ").orElse("") + remedy(failure)).strip();
    }

    private static String place(ScriptFailedException failure) {
        Failure details = failure.failure();
        if (details.statement().isEmpty()) {
            return "";
        }
        String line =
                details.line().map(number -> " (line %d)".formatted(number)).orElse("");
        return "\nFailing statement%s:\n%s\n"
                .formatted(
                        line,
                        StatementListing.shortened(
                                SecretMask.maskSql(details.statement().get().strip()), LONGEST_STATEMENT));
    }
}
