package dev.gnomon.cli;

import dev.gnomon.engine.core.HistoryDiagnosis;
import dev.gnomon.engine.core.PartialRunAdvice;
import dev.gnomon.engine.core.RenamedMigrations;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.migration.AppliedMigration;
import dev.gnomon.engine.migration.Drift;
import dev.gnomon.engine.migration.HistoryReport;
import dev.gnomon.engine.migration.HistoryReport.Renamed;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.engine.migration.PartialRun;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/** {@code migrate status}. */
final class MigrateStatusCommand implements Command {

    private static final String CHECK_DRIFT = "check-drift";

    private static final String NOT_MANAGED = "The current database is not managed by Prisma Migrate.\n\n";

    @Override
    public CommandDescription description() {
        return CommandDescription.of(
                "migrate status",
                "Compare the migrations directory with what the database has.",
                List.of(
                        Option.flag(
                                CHECK_DRIFT,
                                "Replay the history in a shadow database: is the database what it builds?"),
                        CommandDescription.SCHEMA,
                        CommandDescription.CONFIG,
                        CommandDescription.URL,
                        CommandDescription.SHADOW_URL,
                        CommandDescription.ALLOW_SHADOW_RESET),
                "migrate status",
                "migrate status --check-drift");
    }

    @Override
    public Ending run(Invocation invocation) {
        Output output = invocation.output();
        Workspace workspace = invocation.openWorkspaceOfHistory();
        MigrationHistory history = invocation.project().migrations().read();
        invocation.engine().ensureConnection(workspace.dialect(), workspace.requireTarget());
        output.line();
        output.line(MigrationLists.found(history.migrations().size()));
        boolean checksDrift = invocation.arguments().has(CHECK_DRIFT);
        HistoryDiagnosis diagnosis = invocation.engine().diagnoseMigrationHistory(workspace, history, checksDrift);
        if (diagnosis.isProtected()) {
            output.line("This database is protected: no command empties it or drops a table with rows of its own"
                    + " accord until `gnomon protect --remove`; what scripts say is done.");
        }
        Ending ending = tell(output, history, diagnosis.report());
        RenamedMigrations.advice(diagnosis.report()).ifPresent(advice -> output.errorLine("\n" + advice));
        diagnosis.report().failed().stream()
                .flatMap(row ->
                        PartialRunAdvice.ofFailed(row, diagnosis.report(), history.migrations(), workspace.dialect())
                                .stream())
                .forEach(advice -> output.errorLine("\n" + advice));
        if (diagnosis.errorInAppliedMigrations().isPresent()) {
            throw diagnosis.errorInAppliedMigrations().get();
        }
        Optional<String> drift = diagnosis.drift().map(Drift::summary);
        if (checksDrift) {
            tellDrift(output, drift);
        }
        Optional<GnomonException> pending = diagnosis.errorInPendingMigrations();
        pending.ifPresent(error -> output.errorLine("\nThe pending migrations do not replay. "
                + error.code().id() + ": " + error.problem() + "\n\n" + error.remedy()));
        return new Ending(
                drift.isPresent() || pending.isPresent() ? Ending.FAILED : ending.exitCode(),
                drift.isPresent() && ending.exitCode() == Ending.OK ? "drifted" : ending.outcome(),
                json -> {
                    ending.members().write(json);
                    json.writeBooleanProperty("protected", diagnosis.isProtected());
                    if (drift.isPresent()) {
                        json.writeStringProperty("drift", drift.get());
                    }
                    if (pending.isPresent()) {
                        json.writeStringProperty("pendingError", pending.get().problem());
                    }
                });
    }

    private static void tellDrift(Output output, Optional<String> drift) {
        if (drift.isPresent()) {
            output.errorLine("\nThe database is not what its applied migrations build. From what they build to what is"
                    + " there:\n\n" + drift.get());
        } else {
            output.line("\nThe database is what its applied migrations build.");
        }
    }

    private static Ending tell(Output output, MigrationHistory history, HistoryReport report) {
        List<String> failed =
                report.failed().stream().map(AppliedMigration::migrationId).toList();
        if (report.diverges()) {
            output.errorLine(
                    "Your local migration history and the migrations table from your database are different:\n\n"
                            + "The last common migration is: "
                            + report.lastCommon().orElse("null") + "\n\n"
                            + "The migration" + plural(report.pending()) + " have not yet been applied:\n"
                            + String.join("\n", report.pending()) + "\n\n"
                            + "The migration" + plural(report.missing())
                            + " from the database are not found locally in prisma/migrations:\n"
                            + String.join("\n", report.missing()));
            return ending("diverged", report, failed);
        }
        if (!report.pending().isEmpty()) {
            output.line("Following migration" + plural(report.pending()) + " have not yet been applied:\n"
                    + String.join("\n", report.pending()) + "\n\n"
                    + "To apply migrations in development run prisma migrate dev.\n"
                    + "To apply migrations in production run prisma migrate deploy.");
            return ending("behind", report, failed);
        }
        if (!report.hasHistoryTable()) {
            Optional<String> first = history.migrations().stream().findFirst().map(migration -> migration.id());
            output.errorLine(NOT_MANAGED
                    + first.map(id -> "If you want to keep the current database structure and data and create new"
                                    + " migrations, baseline this database with the migration \"" + id + "\":\n"
                                    + "prisma migrate resolve --applied \"" + id + "\"\n\n")
                            .orElse("")
                    + "Read more about how to baseline an existing production database:\n"
                    + "https://pris.ly/d/migrate-baseline");
            return ending("not-managed", report, failed);
        }
        if (!failed.isEmpty()) {
            output.errorLine("Following migration" + plural(failed) + " have failed:\n" + String.join("\n", failed)
                    + "\n\nDuring development if the failed migration(s) have not been deployed to a production database"
                    + " you can then fix the migration(s) and run prisma migrate dev.\n");
            output.errorLine("The failed migration(s) can be marked as rolled back or applied:\n\n"
                    + "- If you rolled back the migration(s) manually:\nprisma migrate resolve --rolled-back \""
                    + failed.get(0) + "\"\n\n"
                    + "- If you fixed the database manually (hotfix):\nprisma migrate resolve --applied \""
                    + failed.get(0) + "\"\n\n"
                    + "Read more about how to resolve migration issues in a production database:\n"
                    + "https://pris.ly/d/migrate-resolve");
            return ending("failed", report, failed);
        }
        output.line("\n" + output.green("Database schema is up to date!"));
        return new Ending(Ending.OK, "up-to-date", members(report, failed));
    }

    private static String plural(List<String> names) {
        return names.size() == 1 ? "" : "s";
    }

    private static Ending ending(String outcome, HistoryReport report, List<String> failed) {
        return new Ending(Ending.FAILED, outcome, members(report, failed));
    }

    private static JsonReport.Members members(HistoryReport report, List<String> failed) {
        return json -> {
            json.writeBooleanProperty("hasHistoryTable", report.hasHistoryTable());
            JsonReport.strings(json, "pending", report.pending());
            JsonReport.strings(json, "missing", report.missing());
            JsonReport.strings(json, "edited", report.edited());
            JsonReport.strings(json, "failed", failed);
            json.writeArrayPropertyStart("stopped");
            for (AppliedMigration row : report.failed()) {
                row.partialRun().ifPresent(run -> write(json, row, run));
            }
            json.writeEndArray();
            json.writeArrayPropertyStart("renamed");
            for (Renamed renamed : report.renamed()) {
                json.writeStartObject();
                json.writeStringProperty("from", renamed.from());
                json.writeStringProperty("to", renamed.to());
                json.writeEndObject();
            }
            json.writeEndArray();
        };
    }

    /** How far a failed migration came of which the database keeps something. */
    private static void write(JsonGenerator json, AppliedMigration row, PartialRun run) {
        json.writeStartObject();
        json.writeStringProperty("migration", row.migrationId());
        json.writeStringProperty("state", run.state().name().toLowerCase(Locale.ROOT));
        json.writeNumberProperty("statements", run.statements());
        json.writeNumberProperty("kept", run.kept());
        run.line().ifPresent(line -> json.writeNumberProperty("line", line));
        json.writeEndObject();
    }
}
