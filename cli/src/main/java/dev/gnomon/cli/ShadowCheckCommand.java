package dev.gnomon.cli;

import dev.gnomon.engine.core.ShadowCheck;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.PermissionReport;
import dev.gnomon.engine.dialect.PoolerReport;
import java.util.List;

/** {@code shadow check}. */
final class ShadowCheckCommand implements Command {

    @Override
    public CommandDescription description() {
        return CommandDescription.of(
                "shadow check",
                "Find out whether a shadow database can be had, and prove it by making one.",
                List.of(
                        CommandDescription.SCHEMA,
                        CommandDescription.CONFIG,
                        CommandDescription.URL,
                        CommandDescription.SHADOW_URL,
                        CommandDescription.ALLOW_SHADOW_RESET),
                "shadow check");
    }

    @Override
    public Ending run(Invocation invocation) {
        Output output = invocation.output();
        Workspace workspace = invocation.openWorkspaceOfHistory();
        ShadowCheck check = invocation.engine().shadow().check(workspace);
        output.line();
        output.line("Server:      " + check.serverVersion());
        output.line("Kind:        "
                + (check.configured()
                        ? "a database of your own, emptied for each replay"
                        : "made for each replay and dropped after it"));
        output.line("Permission:  " + permission(check.permission()));
        output.line("Connection:  " + pooler(check.pooler()));
        if (check.failure().isEmpty()) {
            output.line("Proof:       " + output.green(check.name().orElse("") + " was made, reached and given back."));
            return Ending.ok("usable", members(check));
        }
        output.line("Proof:       " + output.red("failed"));
        output.failure(
                "\n" + output.boldRed("Error: ") + ErrorText.of(check.failure().get()));
        return new Ending(Ending.FAILED, "unusable", json -> {
            members(check).write(json);
            ErrorText.members(check.failure().get()).write(json);
        });
    }

    private static String permission(PermissionReport report) {
        return switch (report) {
            case PermissionReport.Granted ignored -> "granted";
            case PermissionReport.Denied denied -> "denied. " + denied.missing() + "\n             " + denied.remedy();
            case PermissionReport.Unknown unknown -> "cannot be told: " + unknown.why();
        };
    }

    private static String pooler(PoolerReport report) {
        return switch (report) {
            case PoolerReport.Direct ignored -> "direct";
            case PoolerReport.Pooled pooled -> "pooled. " + pooled.evidence();
        };
    }

    private static JsonReport.Members members(ShadowCheck check) {
        return json -> {
            json.writeBooleanProperty("configured", check.configured());
            json.writeStringProperty("serverVersion", check.serverVersion());
            json.writeStringProperty("permission", permission(check.permission()));
            json.writeStringProperty("connection", pooler(check.pooler()));
            check.name().ifPresent(name -> json.writeStringProperty("name", name));
        };
    }
}
