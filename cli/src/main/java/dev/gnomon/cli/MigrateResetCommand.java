package dev.gnomon.cli;

import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.util.List;

/** {@code migrate reset}. */
final class MigrateResetCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of(
                "migrate reset",
                "Empty the database and apply all migrations again. All data is lost.",
                List.of(
                        Option.flag("force", "Do not ask").withShortName("f"),
                        CommandDescription.SCHEMA,
                        CommandDescription.CONFIG,
                        CommandDescription.URL,
                        CommandDescription.LOCK_TIMEOUT,
                        Option.flag("skip-generate", ""),
                        Option.flag("skip-seed", "")),
                "migrate reset --force");
    }

    @Override
    public Ending run(Invocation invocation) {
        Output output = invocation.output();
        Workspace workspace = invocation.openWorkspaceOfHistory();
        invocation.ensureDatabase(workspace).ifPresent(line -> output.line("\n" + line));
        output.line();
        if (!invocation.arguments().has("force")) {
            if (!invocation.interactive()) {
                throw new GnomonException(
                        EngineErrorCode.ANSWER_NEEDED,
                        "Prisma Migrate has detected that the environment is non-interactive. It is recommended to run"
                                + " this command in an interactive environment.\n\n"
                                + "Use --force to run this command without user interaction.\n"
                                + "See https://pris.ly/d/migrate-reset",
                        "");
            }
            boolean sure = invocation
                    .prompts()
                    .confirm("Are you sure you want to reset your database? "
                            + output.boldRed("All data will be lost."));
            output.line();
            if (!sure) {
                output.line("Reset cancelled.");
                return Ending.cancelled();
            }
        }
        invocation.guardAgainstAgents("destroys all data in the database.");
        Engine engine = invocation.engine(new ApplyProgress(output, false, false));
        List<String> applied = engine.resetAndApply(
                workspace, invocation.project().migrations().read());
        output.line(output.green("Database reset successful") + "\n");
        if (!applied.isEmpty()) {
            output.line("\n" + MigrationLists.applied(applied));
        }
        return Ending.ok("reset", json -> JsonReport.strings(json, "applied", applied));
    }
}
