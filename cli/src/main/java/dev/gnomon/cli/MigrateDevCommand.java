package dev.gnomon.cli;

import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.MigrateDevOutcome;
import dev.gnomon.engine.core.MigrateDevOutcome.Created;
import dev.gnomon.engine.core.MigrateDevOutcome.Declined;
import dev.gnomon.engine.core.MigrateDevOutcome.Drafted;
import dev.gnomon.engine.core.MigrateDevOutcome.ResetNeeded;
import dev.gnomon.engine.core.MigrateDevOutcome.Unexecutable;
import dev.gnomon.engine.core.MigrateDevOutcome.Unsettled;
import dev.gnomon.engine.core.MigrateDevOutcome.UpToDate;
import dev.gnomon.engine.core.MigrateDevRequest;
import dev.gnomon.engine.core.Remainder;
import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.migration.DataLossReport;
import dev.gnomon.project.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** {@code migrate dev}. */
final class MigrateDevCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of(
                "migrate dev",
                "Make a migration from the changes in the schema, and apply it to the development database.",
                List.of(
                        Option.value("name", "NAME", "Name the migration").withShortName("n"),
                        Option.flag("create-only", "Write the migration and do not apply it"),
                        Option.flag("accept-data-loss", "Go on in spite of warnings about data loss"),
                        CommandDescription.SCHEMA,
                        CommandDescription.CONFIG,
                        CommandDescription.URL,
                        CommandDescription.SHADOW_URL,
                        CommandDescription.ALLOW_SHADOW_RESET,
                        CommandDescription.LOCK_TIMEOUT,
                        CommandDescription.NO_CACHE,
                        Option.flag("skip-generate", ""),
                        Option.flag("skip-seed", "")),
                "migrate dev --name add_users",
                "migrate dev --create-only");
    }

    @Override
    public Ending run(Invocation invocation) {
        Output output = invocation.output();
        Workspace workspace = invocation.openWorkspace();
        output.line();
        SchemaSource desired = invocation.project().desired(workspace);
        invocation.ensureDatabase(workspace).ifPresent(line -> output.line(line + "\n"));
        boolean createOnly = invocation.arguments().has("create-only");
        Engine engine = invocation.engine(new DiffNotes(
                new ApplyProgress(output, true, createOnly),
                output::line,
                workspace.dialect(),
                Optional.of(invocation.project().requireValidSchema())));
        MigrateDevOutcome outcome = engine.migrateDev(new MigrateDevRequest(
                workspace,
                invocation.project().migrations(),
                desired,
                createOnly,
                new AskedDecisions(invocation, createOnly)));
        return tell(invocation, workspace, outcome);
    }

    /** What only the user can decide: from the options, or asked on the terminal. */
    private record AskedDecisions(Invocation invocation, boolean createOnly) implements MigrateDevRequest.Decisions {

        @Override
        public boolean acceptDataLoss(DataLossReport report) {
            Output output = invocation.output();
            output.line(output.bold("\n⚠️  Warnings for the current datasource:\n")
                    + MigrationLists.bullets(report.warnings())
                    + "\n");
            if (invocation.arguments().has("accept-data-loss")) {
                return true;
            }
            if (!invocation.interactive()) {
                throw new GnomonException(
                        EngineErrorCode.ANSWER_NEEDED,
                        "Prisma Migrate has detected that the environment is non-interactive, which is not supported.\n\n"
                                + "`prisma migrate dev` is an interactive command designed to create new migrations and"
                                + " evolve the database in development.\n"
                                + "To apply existing migrations in deployments, use prisma migrate deploy.\n"
                                + "See https://pris.ly/d/migrate-deploy",
                        "Pass --accept-data-loss to go on in spite of these warnings:"
                                + MigrationLists.bullets(report.warnings()));
            }
            return invocation
                    .prompts()
                    .confirm(
                            createOnly
                                    ? "Are you sure you want to create this migration?"
                                    : "Are you sure you want to create and apply this migration?");
        }

        @Override
        public String migrationName() {
            Optional<String> given = invocation.arguments().value("name");
            if (given.isPresent() || !invocation.interactive()) {
                return given.orElse("");
            }
            return invocation
                    .prompts()
                    .text("Enter a name for the new migration:")
                    .orElseThrow(() -> new CancelledException("Canceled by user."));
        }
    }

    private static Ending tell(Invocation invocation, Workspace workspace, MigrateDevOutcome outcome) {
        Output output = invocation.output();
        Project project = invocation.project();
        return switch (outcome) {
            case ResetNeeded needed -> {
                output.line(needed.diagnosis().reason() + "\n");
                output.line("We need to reset "
                        + DatasourceLine.resetSubject(workspace) + "\n");
                output.line("You may use prisma migrate reset to drop the development database.\n"
                        + output.boldRed("All data will be lost.") + "\n");
                if (!needed.diagnosis().report().failed().isEmpty()) {
                    output.line(
                            "If the failed migration was only cut off, gnomon migrate deploy --resume may bring it to"
                                    + " its end, and nothing is lost.\n");
                }
                yield new Ending(Ending.CANCELLED, "reset-needed", json -> {
                    JsonReport.strings(json, "reasons", needed.diagnosis().reasons());
                    needed.diagnosis().drift().ifPresent(drift -> json.writeStringProperty("drift", drift.summary()));
                });
            }
            case UpToDate upToDate -> {
                output.line(
                        upToDate.applied().isEmpty()
                                ? "Already in sync, no schema change or pending migration was found."
                                : "\n" + output.green("Your database is now in sync with your schema."));
                yield Ending.ok("up-to-date", json -> JsonReport.strings(json, "applied", upToDate.applied()));
            }
            case Unexecutable unexecutable -> {
                output.failure(output.boldRed("Error: ") + MigrationLists.unexecutable(unexecutable.report())
                        + "\n\nYou can use prisma migrate dev --create-only to create the migration file, and manually"
                        + " modify it to address the underlying issue(s).\n"
                        + "Then run prisma migrate dev to apply it and verify it works.\n");
                yield new Ending(Ending.FAILED, "unexecutable", json -> {
                    JsonReport.strings(json, "applied", unexecutable.applied());
                    MigrationLists.members(unexecutable.report()).write(json);
                });
            }
            case Declined declined -> {
                output.line("Migration cancelled.");
                yield Ending.cancelled();
            }
            case Drafted drafted -> {
                output.line("Prisma Migrate created the following migration without applying it "
                        + drafted.migration().id()
                        + "\n\nYou can now edit it and apply it by running prisma migrate dev.");
                yield Ending.ok(
                        "created-only",
                        created(
                                drafted.migration().id(),
                                drafted.file(),
                                drafted.applied(),
                                drafted.report(),
                                invocation));
            }
            case Created created -> {
                Path directory = project.settings().migrationsDirectory();
                output.line("\nThe following migration(s) have been created and applied from new schema changes:\n\n"
                        + MigrationLists.tree(
                                invocation.relative(directory),
                                List.of(created.migration().id()))
                        + "\n\n"
                        + created.remainder()
                                .map(remainder -> remaining(output, remainder))
                                .orElseGet(() -> output.green("Your database is now in sync with your schema.")));
                JsonReport.Members members =
                        created(created.migration().id(), created.file(), created.applied(), created.report(), invocation);
                yield Ending.ok("created", json -> {
                    members.write(json);
                    if (created.remainder().isPresent()) {
                        json.writeStringProperty(
                                "remaining", created.remainder().get().summary());
                    }
                });
            }
            case Unsettled unsettled -> {
                output.failure(output.boldRed("Error: ") + "The next migration would be "
                        + unsettled.last().id() + " once more, so none was made.\n\n"
                        + remaining(output, unsettled.remainder()) + "\n");
                yield new Ending(Ending.FAILED, "unsettled", json -> {
                    json.writeStringProperty("migration", unsettled.last().id());
                    JsonReport.strings(json, "applied", unsettled.applied());
                    json.writeStringProperty("remaining", unsettled.remainder().summary());
                });
            }
        };
    }

    private static String remaining(Output output, Remainder remainder) {
        return output.bold("⚠️  The database is not what the schema says, although the migration ran:")
                + "\n" + remainder.summary() + "\n"
                + (remainder.stays()
                        ? "Making the same migration again does not change that. Write what is named here as the"
                                + " database tells it (gnomon db pull --print shows it), or take it out of the schema."
                        : "The next migrate dev makes a migration for that.");
    }

    private static JsonReport.Members created(
            String id, Path file, List<String> applied, DataLossReport report, Invocation invocation) {
        return json -> {
            json.writeStringProperty("migration", id);
            json.writeStringProperty("file", invocation.relative(file));
            JsonReport.strings(json, "applied", applied);
            MigrationLists.members(report).write(json);
        };
    }
}
