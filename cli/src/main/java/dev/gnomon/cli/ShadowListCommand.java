package dev.gnomon.cli;

import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.ShadowDatabases.Leftover;
import java.util.List;

/** {@code shadow list}. */
final class ShadowListCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of(
                "shadow list",
                "List the shadow databases that lie on the server.",
                List.of(CommandDescription.SCHEMA, CommandDescription.CONFIG, CommandDescription.URL),
                "shadow list");
    }

    @Override
    public Ending run(Invocation invocation) {
        Output output = invocation.output();
        Workspace workspace = invocation.openWorkspaceOfHistory();
        List<Leftover> leftovers = invocation.engine().shadow().list(workspace);
        output.line();
        if (leftovers.isEmpty()) {
            output.line("There is no shadow database on the server.");
        }
        leftovers.forEach(leftover -> output.line(leftover.name() + (leftover.inUse() ? "  in use" : "  left behind")));
        if (leftovers.stream().anyMatch(leftover -> !leftover.inUse())) {
            output.line(
                    "\nDrop one with `gnomon shadow drop NAME`, or all that are left behind with `gnomon shadow drop"
                            + " --all`.");
        }
        return Ending.ok("listed", json -> {
            json.writeArrayPropertyStart("shadowDatabases");
            for (Leftover leftover : leftovers) {
                json.writeStartObject();
                json.writeStringProperty("name", leftover.name());
                json.writeBooleanProperty("inUse", leftover.inUse());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
