package dev.gnomon.config;

import dev.gnomon.config.SettingsValue.Flag;
import dev.gnomon.config.SettingsValue.Group;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of one file by their dotted names, as {@code datasource.url}.
 *
 * @param file   the file
 * @param values by name, in the file's order
 */
record SettingsLayer(Path file, Map<String, SettingsValue> values) {

    static final String SCHEMA = "schema";
    static final String URL = "datasource.url";
    static final String DIRECT_URL = "datasource.directUrl";
    static final String SHADOW_URL = "datasource.shadowDatabaseUrl";
    static final String MIGRATIONS_PATH = "migrations.path";
    static final String SEED = "migrations.seed";
    static final String INIT_SHADOW = "migrations.initShadowDb";
    static final String EXTERNAL_TABLES = "tables.external";
    static final String EXTERNAL_ENUMS = "enums.external";
    static final String LOCK_TIMEOUT = "lockTimeout";
    static final String CACHE = "cache";
    static final String SHADOW_TEMPLATE = "shadow.template";
    static final String SHADOW_ALLOW = "shadow.allow";
    static final String AUDIT_JOURNAL = "audit.journal";
    static final String AUDIT_ROTATE_BYTES = "audit.rotateBytes";
    static final String POLICY_FILE = "policy.file";
    static final String POLICY_ENVIRONMENT = "policy.environment";
    static final String LOG_LEVEL = "logging.level";
    static final String WEBHOOK_URL = "webhook.url";
    static final String LISTENER_TIMEOUT = "listeners.timeout";

    private static final Set<String> GROUPS = Set.of(
            "datasource",
            "migrations",
            "shadow",
            "tables",
            "enums",
            "audit",
            "policy",
            "logging",
            "webhook",
            "listeners");

    private static final Set<String> KNOWN = Set.of(
            SCHEMA,
            URL,
            DIRECT_URL,
            SHADOW_URL,
            MIGRATIONS_PATH,
            SEED,
            INIT_SHADOW,
            EXTERNAL_TABLES,
            EXTERNAL_ENUMS,
            LOCK_TIMEOUT,
            CACHE,
            SHADOW_TEMPLATE,
            SHADOW_ALLOW,
            AUDIT_JOURNAL,
            AUDIT_ROTATE_BYTES,
            POLICY_FILE,
            POLICY_ENVIRONMENT,
            LOG_LEVEL,
            WEBHOOK_URL,
            LISTENER_TIMEOUT);

    /**
     * Settings that an expression of a configuration file may hold unseen. Without the URLs that a command can do
     * without.
     */
    private static final List<String> OF_PRISMA =
            List.of(SCHEMA, URL, MIGRATIONS_PATH, SEED, INIT_SHADOW, EXTERNAL_TABLES, EXTERNAL_ENUMS);

    /** What is asked for by whoever makes listeners, and by nobody else. */
    static final List<String> OF_LISTENERS = List.of(
            AUDIT_JOURNAL, AUDIT_ROTATE_BYTES, POLICY_FILE, POLICY_ENVIRONMENT, LOG_LEVEL, WEBHOOK_URL, LISTENER_TIMEOUT);

    /** Settings of Prisma's that have no meaning for migrations; whatever they hold is passed over. */
    private static final Set<String> IGNORED = Set.of(
            "experimental", "views", "typedSql", "extensions", "earlyAccess", "engine", "adapter", "studio", "migrate");

    /** Settings that Prisma takes only with {@code experimental.externalTables}. */
    private static final List<String> EXPERIMENTAL = List.of(EXTERNAL_TABLES, EXTERNAL_ENUMS, INIT_SHADOW);

    /** Take a file's settings apart, and report what does not belong there. */
    static SettingsLayer of(Path file, Group root, boolean prismaConfig, SettingsProblems problems) {
        Map<String, SettingsValue> values = new LinkedHashMap<>();
        root.entries().forEach((name, value) -> {
            if (isOpen(name, value)) {
                spread(values, "", value);
            } else if (GROUPS.contains(name) && value instanceof Group group) {
                group.entries().forEach((inner, setting) -> {
                    if (isOpen(inner, setting)) {
                        spread(values, name, setting);
                    } else {
                        put(values, name + "." + inner, setting, problems);
                    }
                });
            } else if (GROUPS.contains(name) && value instanceof SettingsValue.Unreadable) {
                KNOWN.stream()
                        .filter(known -> known.startsWith(name + "."))
                        .sorted()
                        .forEach(known -> values.put(known, value));
            } else if (GROUPS.contains(name) && !(value instanceof SettingsValue.MissingVariable)) {
                problems.add(value.position(), "`" + name + "` is " + value.kind() + ".", "Write a group of settings.");
            } else if (!IGNORED.contains(name)) {
                put(values, name, value, problems);
            }
        });
        if (prismaConfig) {
            checkExperimental(root, values, problems);
        }
        return new SettingsLayer(file, values);
    }

    /** What is spread or has a computed name may be any of the settings, also one that stands before it. */
    private static boolean isOpen(String name, SettingsValue value) {
        return value instanceof SettingsValue.Unreadable unreadable
                && (unreadable.wide() || name.equals("...") || name.equals("[...]"));
    }

    /** A whole group that cannot be read makes each of its settings one that cannot be read. */
    private static void spread(Map<String, SettingsValue> values, String group, SettingsValue value) {
        OF_PRISMA.stream()
                .filter(name -> group.isEmpty() || name.startsWith(group + "."))
                .forEach(name -> values.put(name, value));
    }

    /** What a file sets, as {@code gnomon.toml} has it: the paths that are known, and examples for the rest. */
    String tomlSuggestion(Path workingDirectory) {
        String url = values.get(URL) instanceof SettingsValue.MissingVariable missing
                ? "{ env = \"" + missing.variable() + "\" }"
                : "{ env = \"DATABASE_URL\" }";
        return "schema = " + path(SCHEMA, "prisma/schema.prisma", workingDirectory)
                + "\n[datasource]\nurl = " + url
                + "\n[migrations]\npath = " + path(MIGRATIONS_PATH, "prisma/migrations", workingDirectory);
    }

    private String path(String name, String usual, Path workingDirectory) {
        String path = usual;
        if (values.get(name) instanceof SettingsValue.Text text) {
            try {
                Path absolute = folder().resolve(text.text()).normalize();
                path = absolute.startsWith(workingDirectory)
                        ? workingDirectory.relativize(absolute).toString()
                        : absolute.toString();
            } catch (InvalidPathException noPath) {
                path = usual;
            }
        }
        return "\"" + path + "\"";
    }

    private static void put(
            Map<String, SettingsValue> values, String name, SettingsValue value, SettingsProblems problems) {
        if (KNOWN.contains(name)) {
            values.put(name, value);
        } else if (name.startsWith("datasource.") && IGNORED.contains(name.substring("datasource.".length()))) {
            return;
        } else {
            problems.add(
                    value.position(),
                    "There is no setting `" + name + "`.",
                    "The settings are: "
                            + String.join(", ", KNOWN.stream().sorted().toList()) + ".");
        }
    }

    private static void checkExperimental(Group root, Map<String, SettingsValue> values, SettingsProblems problems) {
        boolean allowed = root.entries().get("experimental") instanceof Group experimental
                && experimental.entries().get("externalTables") instanceof Flag flag
                && flag.value();
        for (String name : EXPERIMENTAL) {
            SettingsValue value = values.get(name);
            if (value != null && !allowed && !(value instanceof SettingsValue.Unreadable)) {
                problems.add(
                        value.position(),
                        "The `" + name + "` configuration requires `experimental.externalTables` to be set to `true`.",
                        "Add `experimental: { externalTables: true }`.");
            }
        }
    }

    Optional<SettingsValue> get(String name) {
        return Optional.ofNullable(values.get(name))
                .filter(value -> !(value instanceof SettingsValue.MissingVariable missing
                        && missing.variable().isEmpty()));
    }

    /** The folder that the file's relative paths start from. */
    Path folder() {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    /** How a setting is written in {@code gnomon.toml}. */
    static String tomlExample(String name) {
        int dot = name.indexOf('.');
        String heading = dot < 0 ? "" : "[" + name.substring(0, dot) + "]\n";
        String key = name.substring(dot + 1);
        String value = switch (name) {
            case SCHEMA -> "\"prisma/schema.prisma\"";
            case URL -> "{ env = \"DATABASE_URL\" }";
            case DIRECT_URL -> "{ env = \"DIRECT_URL\" }";
            case SHADOW_URL -> "{ env = \"SHADOW_DATABASE_URL\" }";
            case MIGRATIONS_PATH -> "\"prisma/migrations\"";
            case SEED -> "\"node prisma/seed.js\"";
            case INIT_SHADOW -> "\"CREATE TABLE ...\"";
            case EXTERNAL_TABLES, EXTERNAL_ENUMS -> "[\"auth.users\"]";
            case CACHE -> "false";
            case SHADOW_TEMPLATE -> "true";
            case SHADOW_ALLOW -> "[\"roles\"]";
            case AUDIT_JOURNAL -> "\"audit.jsonl\"";
            case AUDIT_ROTATE_BYTES -> "67108864";
            case POLICY_FILE -> "\"gnomon.policy.toml\"";
            case POLICY_ENVIRONMENT -> "\"production\"";
            case LOG_LEVEL -> "\"INFO\"";
            case WEBHOOK_URL -> "{ env = \"GNOMON_WEBHOOK_URL\" }";
            default -> "10";
        };
        return heading + key + " = " + value;
    }
}
