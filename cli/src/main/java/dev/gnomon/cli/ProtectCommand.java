package dev.gnomon.cli;

import dev.gnomon.engine.core.workspace.Workspace;
import java.util.List;

/** {@code protect}. */
final class ProtectCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of(
                "protect",
                "Mark the database so that no command empties it, whatever URL leads there.",
                List.of(
                        Option.flag("remove", "Take the mark away"),
                        CommandDescription.SCHEMA,
                        CommandDescription.CONFIG,
                        CommandDescription.URL),
                "protect",
                "protect --remove");
    }

    @Override
    public Ending run(Invocation invocation) {
        boolean remove = invocation.arguments().has("remove");
        Output output = invocation.output();
        Workspace workspace = invocation.openWorkspaceOfHistory();
        invocation.engine().protect(workspace, !remove);
        output.line(
                remove
                        ? "\nThe database is not protected any more: commands that empty it do so again."
                        : "\nThe database is protected: `migrate reset`, `db push --force-reset`, the use as a shadow database,"
                                + " and a `db push` or a new migration that would drop a table with rows are refused, until"
                                + " `gnomon protect --remove`. A migration that is there is applied as it is.");
        return Ending.ok(remove ? "unprotected" : "protected");
    }
}
