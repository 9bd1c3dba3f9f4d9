package dev.gnomon.cli;

import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.Workspace;
import dev.gnomon.engine.migration.MigrationHistory;
import java.util.List;

/** {@code migrate deploy}. */
final class MigrateDeployCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of(
                "migrate deploy",
                "Apply the migrations that the database does not have yet, without making any.",
                List.of(
                        CommandDescription.SCHEMA,
                        CommandDescription.CONFIG,
                        CommandDescription.URL,
                        CommandDescription.LOCK_TIMEOUT),
                "migrate deploy");
    }

    @Override
    public Ending run(Invocation invocation) {
        Output output = invocation.output();
        Workspace workspace = invocation.openWorkspace();
        invocation.ensureDatabase(workspace).ifPresent(line -> output.line("\n" + line));
        MigrationHistory history = invocation.project().migrations().read();
        output.line("\n" + MigrationLists.found(history.migrations().size()) + "\n");
        Engine engine = invocation.engine(new ApplyProgress(output, false, false));
        List<String> applied = engine.applyMigrations(workspace, history);
        output.line();
        if (applied.isEmpty()) {
            output.line(output.green("No pending migrations to apply."));
        } else {
            output.line(MigrationLists.applied(applied) + "\n\n"
                    + output.green("All migrations have been successfully applied."));
        }
        return Ending.ok(
                applied.isEmpty() ? "nothing-to-apply" : "applied",
                json -> JsonReport.strings(json, "applied", applied));
    }
}
