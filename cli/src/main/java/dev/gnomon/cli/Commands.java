package dev.gnomon.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All commands by their names; one is made only when it is asked for. */
final class Commands {

    private static final Set<String> GROUPS = Set.of("migrate", "db", "shadow", "audit");

    private static final List<String> NAMES = List.of(
            "migrate dev",
            "migrate deploy",
            "migrate diff",
            "migrate reset",
            "migrate resolve",
            "migrate status",
            "db push",
            "db pull",
            "db execute",
            "db seed",
            "validate",
            "format",
            "shadow list",
            "shadow drop",
            "shadow check",
            "protect",
            "audit verify",
            "listeners",
            "dialects",
            "tck");

    private Commands() {}

    static boolean isGroup(String word) {
        return GROUPS.contains(word);
    }

    static Optional<Command> find(String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "migrate dev" -> new MigrateDevCommand();
                    case "migrate deploy" -> new MigrateDeployCommand();
                    case "migrate diff" -> new MigrateDiffCommand();
                    case "migrate reset" -> new MigrateResetCommand();
                    case "migrate resolve" -> new MigrateResolveCommand();
                    case "migrate status" -> new MigrateStatusCommand();
                    case "db push" -> new DbPushCommand();
                    case "db pull" -> new DbPullCommand();
                    case "db execute" -> new DbExecuteCommand();
                    case "db seed" -> new DbSeedCommand();
                    case "validate" -> new ValidateCommand();
                    case "format" -> new FormatCommand();
                    case "shadow list" -> new ShadowListCommand();
                    case "shadow drop" -> new ShadowDropCommand();
                    case "shadow check" -> new ShadowCheckCommand();
                    case "protect" -> new ProtectCommand();
                    case "audit verify" -> new AuditVerifyCommand();
                    case "listeners" -> new ListenersCommand();
                    case "dialects" -> new DialectsCommand();
                    case "tck" -> new TckCommand();
                    default -> null;
                });
    }

    /** What all commands are called, take and do. */
    static List<CommandDescription> descriptions() {
        return NAMES.stream()
                .flatMap(name -> find(name).stream())
                .map(Command::description)
                .toList();
    }

    /** The overview of a group's commands; of all for an empty name. */
    static String help(String group) {
        Map<String, String> summaries = new LinkedHashMap<>();
        for (String name : NAMES) {
            if (group.isEmpty() || name.startsWith(group + " ")) {
                find(name)
                        .ifPresent(command ->
                                summaries.put(name, command.description().summary()));
            }
        }
        if (group.isEmpty()) {
            summaries.put("schema-engine", "Serve the Prisma CLI's protocol on standard input and output.");
        }
        return HelpText.overview("gnomon makes migrations from a schema, with a shadow database.", summaries);
    }
}
