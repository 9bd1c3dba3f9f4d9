package dev.gnomon.cli;

import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.ResumedMigration;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.migration.MigrationHistory;
import java.util.List;
import java.util.Optional;

/** {@code migrate deploy}. */
final class MigrateDeployCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of(
                "migrate deploy",
                "Apply the migrations that the database does not have yet, without making any.",
                List.of(
                        Option.flag(
                                "resume",
                                "Go on with a migration whose run was cut off, if it is certain how far it came"),
                        CommandDescription.SCHEMA,
                        CommandDescription.CONFIG,
                        CommandDescription.URL,
                        CommandDescription.SHADOW_URL,
                        CommandDescription.ALLOW_SHADOW_RESET,
                        CommandDescription.LOCK_TIMEOUT),
                "migrate deploy",
                "migrate deploy --resume");
    }

    @Override
    public Ending run(Invocation invocation) {
        Output output = invocation.output();
        Workspace workspace = invocation.openWorkspaceOfHistory();
        MigrationHistory history = invocation.project().migrations().read();
        invocation.ensureDatabase(workspace).ifPresent(line -> output.line("\n" + line));
        output.line("\n" + MigrationLists.found(history.migrations().size()) + "\n");
        Engine engine = invocation.engine(new ApplyProgress(output, false, false));
        Optional<ResumedMigration> resumed =
                invocation.arguments().has("resume") ? engine.resumeMigration(workspace, history) : Optional.empty();
        resumed.ifPresent(migration -> output.line(told(migration)));
        List<String> applied = engine.applyMigrations(workspace, history);
        output.line();
        if (applied.isEmpty()) {
            output.line(output.green("No pending migrations to apply."));
        } else {
            output.line(MigrationLists.applied(applied) + "\n\n"
                    + output.green("All migrations have been successfully applied."));
        }
        return Ending.ok(applied.isEmpty() ? "nothing-to-apply" : "applied", json -> {
            JsonReport.strings(json, "applied", applied);
            resumed.ifPresent(migration -> {
                json.writeObjectPropertyStart("resumed");
                json.writeStringProperty("migration", migration.id());
                json.writeNumberProperty("statements", migration.statements());
                json.writeNumberProperty("kept", migration.kept());
                json.writeEndObject();
            });
        });
    }

    private static String told(ResumedMigration migration) {
        if (migration.kept() == 0) {
            return "Nothing of the migration %s, whose run was cut off, is in the database: it runs again."
                    .formatted(migration.id());
        }
        return migration.kept() == migration.statements()
                ? "The migration %s, whose run was cut off, is in the database as a whole: it is recorded as applied."
                        .formatted(migration.id())
                : "The migration %s was cut off after %d of its %d statements: the others were run."
                        .formatted(migration.id(), migration.kept(), migration.statements());
    }
}
