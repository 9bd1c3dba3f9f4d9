package dev.gnomon.cli;

import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.PartialRunAdvice;
import dev.gnomon.engine.core.workspace.MigrationsDirectory;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.migration.AppliedMigration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** {@code migrate resolve}. */
final class MigrateResolveCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of(
                "migrate resolve",
                "Record what became of a migration: baseline a database, or settle a failed migration.",
                List.of(
                        Option.value("applied", "NAME", "Record this migration as applied"),
                        Option.value("rolled-back", "NAME", "Record this migration as rolled back"),
                        Option.value("renamed", "NAME", "Record that an applied migration's folder has this name now"),
                        CommandDescription.SCHEMA,
                        CommandDescription.CONFIG,
                        CommandDescription.URL,
                        CommandDescription.LOCK_TIMEOUT),
                "migrate resolve --applied 20201231000000_add_users_table",
                "migrate resolve --rolled-back 20201231000000_add_users_table",
                "migrate resolve --renamed 20201231000000_add_all_users");
    }

    @Override
    public Ending run(Invocation invocation) {
        Optional<String> applied = named(invocation, "applied");
        Optional<String> rolledBack = named(invocation, "rolled-back");
        Optional<String> renamed = named(invocation, "renamed");
        if (renamed.isPresent() && applied.isEmpty() && rolledBack.isEmpty()) {
            return rename(invocation, renamed.get());
        }
        if (renamed.isPresent()) {
            throw new GnomonException(
                    EngineErrorCode.USAGE, "Pass one of --applied, --rolled-back and --renamed, not several.", "");
        }
        if (applied.isPresent() == rolledBack.isPresent()) {
            throw new GnomonException(
                    EngineErrorCode.USAGE,
                    applied.isPresent() ? "Pass either --applied or --rolled-back, not both." : """
                                    --applied or --rolled-back must be part of the command like:
                                    prisma migrate resolve --applied 20201231000000_example
                                    prisma migrate resolve --rolled-back 20201231000000_example""",
                    "");
        }
        Output output = invocation.output();
        Workspace workspace = invocation.openWorkspaceOfHistory();
        Engine engine = invocation.engine();
        if (applied.isPresent()) {
            List<AppliedMigration> settled = engine.markMigrationApplied(
                    workspace, invocation.project().migrations().read(), applied.get());
            output.line("\nMigration " + applied.get() + " marked as applied.");
            advise(output, settled, PartialRunAdvice::onApplied);
        } else {
            List<AppliedMigration> settled = engine.markMigrationRolledBack(workspace, rolledBack.orElseThrow());
            output.line("\nMigration " + rolledBack.orElseThrow() + " marked as rolled back.");
            advise(output, settled, PartialRunAdvice::onRolledBack);
        }
        return Ending.ok(
                applied.isPresent() ? "applied" : "rolled-back",
                json -> json.writeStringProperty(
                        "migration", applied.or(() -> rolledBack).orElseThrow()));
    }

    private static Ending rename(Invocation invocation, String id) {
        Workspace workspace = invocation.openWorkspaceOfHistory();
        String from = invocation
                .engine()
                .markMigrationRenamed(
                        workspace, invocation.project().migrations().read(), id);
        invocation.output().line("\nMigration " + id + " is recorded as what was applied as " + from + ".");
        return Ending.ok("renamed", json -> {
            json.writeStringProperty("migration", id);
            json.writeStringProperty("from", from);
        });
    }

    /** A migration's name, which may be given as the path of its folder or script. */
    private static Optional<String> named(Invocation invocation, String option) {
        return invocation.arguments().value(option).map(given -> {
            List<String> names = Stream.of(given.split("[/\\\\]"))
                    .filter(name -> !name.isEmpty())
                    .toList();
            boolean script = names.size() > 1 && names.get(names.size() - 1).equals(MigrationsDirectory.SCRIPT_NAME);
            return names.isEmpty() ? given : names.get(names.size() - (script ? 2 : 1));
        });
    }

    private static void advise(
            Output output, List<AppliedMigration> settled, Function<AppliedMigration, Optional<String>> advice) {
        settled.stream().flatMap(row -> advice.apply(row).stream()).forEach(text -> output.line("\n" + text));
    }
}
