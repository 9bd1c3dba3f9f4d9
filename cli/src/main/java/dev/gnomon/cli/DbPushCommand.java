package dev.gnomon.cli;

import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.PushOutcome;
import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.DatabaseLocation;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.Observer;
import dev.gnomon.engine.migration.DataLossReport;
import java.util.List;
import java.util.Optional;

/** {@code db push}. */
final class DbPushCommand implements Command {

    private static final String LOSES_DATA = "may destroy data in the database.";

    @Override
    public CommandDescription description() {
        return CommandDescription.of(
                "db push",
                "Give the database the schema, without migrations.",
                List.of(
                        Option.flag("accept-data-loss", "Go on in spite of warnings about data loss"),
                        Option.flag("force-reset", "Empty the database first. All data is lost"),
                        CommandDescription.SCHEMA,
                        CommandDescription.CONFIG,
                        CommandDescription.URL,
                        Option.flag("skip-generate", "")),
                "db push",
                "db push --accept-data-loss");
    }

    @Override
    public Ending run(Invocation invocation) {
        long start = System.nanoTime();
        Output output = invocation.output();
        Workspace workspace = invocation.openWorkspace();
        SchemaSource desired = invocation.project().desired(workspace);
        invocation.ensureDatabase(workspace).ifPresent(line -> output.line("\n" + line));
        Engine engine = invocation.engine(new DiffNotes(
                new Observer() {},
                output::line,
                workspace.dialect(),
                Optional.of(invocation.project().requireValidSchema())));
        boolean reset = invocation.arguments().has("force-reset");
        if (reset) {
            invocation.guardAgainstAgents("destroys all data in the database.");
            engine.reset(workspace);
            output.line("\n" + resetLine(workspace));
        }
        boolean accepted = invocation.arguments().has("accept-data-loss");
        if (accepted) {
            invocation.guardAgainstAgents(LOSES_DATA);
        }
        PushOutcome outcome = engine.schemaPush(workspace, desired, accepted);
        if (!outcome.report().unexecutable().isEmpty()) {
            return unexecutable(output, outcome.report());
        }
        if (!outcome.report().warnings().isEmpty()) {
            output.line(output.bold("\n⚠️  There might be data loss when applying the changes:\n")
                    + MigrationLists.bullets(outcome.report().warnings())
                    + "\n");
            if (!outcome.executed()) {
                if (!confirmed(invocation, outcome.report())) {
                    output.line("Push cancelled.");
                    return Ending.cancelled();
                }
                invocation.guardAgainstAgents(LOSES_DATA);
                outcome = engine.schemaPush(workspace, desired, true);
            }
        }
        PushOutcome last = outcome;
        boolean inSync = last.executedSteps() == 0 && last.report().warnings().isEmpty() && !reset;
        output.line(
                inSync
                        ? "\nThe database is already in sync with the Prisma schema."
                        : "\n🚀  Your database is now in sync with your Prisma schema. Done in "
                                + Durations.since(start));
        return Ending.ok(inSync ? "up-to-date" : "pushed", json -> {
            json.writeNumberProperty("executedSteps", last.executedSteps());
            MigrationLists.members(last.report()).write(json);
        });
    }

    private static boolean confirmed(Invocation invocation, DataLossReport report) {
        if (!invocation.interactive()) {
            throw new GnomonException(
                    EngineErrorCode.ANSWER_NEEDED,
                    "Use the --accept-data-loss flag to ignore the data loss warnings like prisma db push"
                            + " --accept-data-loss",
                    invocation.arguments().has("json")
                            ? "The warnings are:" + MigrationLists.bullets(report.warnings())
                            : "");
        }
        return invocation.prompts().confirm("Do you want to ignore the warning(s)?");
    }

    private static Ending unexecutable(Output output, DataLossReport report) {
        output.failure(output.boldRed("\n⚠️ We found changes that cannot be executed:\n")
                + MigrationLists.bullets(report.unexecutable())
                + "\n\nYou may use the --force-reset flag to drop the database before push like prisma db push"
                + " --force-reset\n" + output.boldRed("All data will be lost.") + "\n");
        return new Ending(Ending.FAILED, "unexecutable", MigrationLists.members(report));
    }

    private static String resetLine(Workspace workspace) {
        Optional<DatabaseLocation> location = DatasourceLine.location(workspace);
        List<String> namespaces = workspace.namespaces();
        StringBuilder line = new StringBuilder("The " + workspace.dialect().displayName() + " database");
        location.flatMap(DatabaseLocation::database)
                .ifPresent(name -> line.append(" \"").append(name).append('"'));
        if (workspace.dialect().capabilities().contains(Capability.NAMESPACES)) {
            List<String> emptied = namespaces.isEmpty()
                    ? location.flatMap(DatabaseLocation::schema).stream().toList()
                    : namespaces;
            line.append(emptied.size() > 1 ? " schemas \"" : " schema \"")
                    .append(String.join(", ", emptied))
                    .append('"');
        }
        location.flatMap(DatabaseLocation::address)
                .ifPresent(at -> line.append(" at \"").append(at).append('"'));
        return line.append(namespaces.size() > 1 ? " were" : " was")
                .append(" successfully reset.")
                .toString();
    }
}
