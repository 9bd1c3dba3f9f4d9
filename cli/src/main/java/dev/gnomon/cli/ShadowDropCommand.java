package dev.gnomon.cli;

import dev.gnomon.engine.core.ShadowCommands;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.ShadowDatabases.Leftover;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.util.List;

/** {@code shadow drop}. */
final class ShadowDropCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of(
                        "shadow drop",
                        "Drop shadow databases that a killed run left behind.",
                        List.of(
                                Option.flag("all", "Drop every one that nobody uses"),
                                CommandDescription.SCHEMA,
                                CommandDescription.CONFIG,
                                CommandDescription.URL),
                        "shadow drop --all")
                .withOperands("[NAME...]");
    }

    @Override
    public Ending run(Invocation invocation) {
        Output output = invocation.output();
        boolean all = invocation.arguments().has("all");
        List<String> named = invocation.arguments().operands();
        if (all == !named.isEmpty()) {
            throw new GnomonException(
                    EngineErrorCode.USAGE,
                    "Say which shadow databases to drop.",
                    "Pass their names as `gnomon shadow list` shows them, or --all.");
        }
        Workspace workspace = invocation.openWorkspaceOfHistory();
        ShadowCommands shadow = invocation.engine().shadow();
        List<String> dropped = all
                ? shadow.list(workspace).stream()
                        .filter(leftover -> !leftover.inUse())
                        .map(Leftover::name)
                        .toList()
                : named;
        output.line();
        for (String name : dropped) {
            shadow.drop(workspace, name);
            output.line("Dropped " + name + ".");
        }
        if (dropped.isEmpty()) {
            output.line("There is no shadow database to drop.");
        }
        return Ending.ok("dropped", json -> JsonReport.strings(json, "dropped", dropped));
    }
}
