package dev.gnomon.listeners.policy;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.support.TextFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;
import org.tomlj.TomlVersion;

/** Reads a file of rules. A file with any mistake is no file: a rule that is not understood must not be a rule less. */
final class PolicyFile {

    private static final Set<String> RULE_KEYS =
            Set.of("name", "action", "changes", "tables", "environments", "rows", "reason");

    private static final String EXAMPLE = """
            A rule looks like this:

            [[rule]]
            action = "deny"
            changes = ["DropTable", "Truncate"]
            environments = ["production"]
            rows = 1
            reason = "ask the owners of the data\"""";

    private final Path file;

    PolicyFile(Path file) {
        this.file = file;
    }

    /**
     * What a file says.
     *
     * @param environment what this place is called if nobody says
     */
    record Contents(Optional<String> environment, List<PolicyRule> rules) {
        Contents {
            rules = List.copyOf(rules);
        }
    }

    /**
     * Read the file.
     *
     * @throws GnomonException {@code GN-1002} with the place of the first mistake; {@code GN-6002} if it cannot be read
     */
    Contents read() {
        TomlParseResult toml = parse();
        for (String key : toml.keySet()) {
            if (!key.equals("rule") && !key.equals("environment")) {
                throw mistake(toml.inputPositionOf(List.of(key)), "there is no setting `" + key + "`");
            }
        }
        Optional<String> environment = text(toml, "environment");
        List<PolicyRule> rules = new ArrayList<>();
        Object found = toml.get(List.of("rule"));
        if (found instanceof TomlArray array) {
            for (int i = 0; i < array.size(); i++) {
                if (!(array.get(i) instanceof TomlTable table)) {
                    throw mistake(array.inputPositionOf(i), "a rule is no table");
                }
                rules.add(rule(table, i + 1, array.inputPositionOf(i)));
            }
        } else if (found != null) {
            throw mistake(toml.inputPositionOf(List.of("rule")), "rules begin with [[rule]]");
        }
        return new Contents(environment, rules);
    }

    private TomlParseResult parse() {
        String text;
        try {
            text = TextFile.read(file);
        } catch (IOException unreadable) {
            throw new GnomonException(
                    EngineErrorCode.FILE_FAILURE,
                    "The policy %s cannot be read: %s".formatted(file, reason(unreadable)),
                    "Check the path, and that the file may be read. Without its policy, gnomon does nothing.",
                    unreadable);
        }
        TomlParseResult result;
        try {
            result = Toml.parse(text, TomlVersion.V1_0_0);
        } catch (StackOverflowError tooDeep) {
            throw mistake(null, "the file is nested too deep");
        }
        if (result.hasErrors()) {
            TomlParseError error = result.errors().get(0);
            throw mistake(error.position(), "this is no TOML: " + error.getMessage());
        }
        return result;
    }

    /** The messages of some failures are nothing but the path. */
    private static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> "access is denied";
            case NoSuchFileException missing -> "there is no such file";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> String.valueOf(failure.getMessage());
        };
    }

    private PolicyRule rule(TomlTable table, int number, @Nullable TomlPosition position) {
        for (String key : table.keySet()) {
            if (!RULE_KEYS.contains(key)) {
                throw mistake(table.inputPositionOf(List.of(key)), "a rule has no `" + key + "`");
            }
        }
        String action = text(table, "action").orElseThrow(() -> mistake(position, "a rule needs an `action`"));
        List<String> changes = texts(table, "changes");
        for (String change : changes) {
            if (PolicyKinds.ALL.stream().noneMatch(change::equalsIgnoreCase)) {
                throw mistake(
                        table.inputPositionOf(List.of("changes")),
                        "there is no kind of change `" + change + "`; there are " + String.join(", ", PolicyKinds.ALL));
            }
        }
        return new PolicyRule(
                text(table, "name").orElse("rule " + number),
                switch (action.toLowerCase(Locale.ROOT)) {
                    case "deny" -> PolicyRule.Action.DENY;
                    case "warn" -> PolicyRule.Action.WARN;
                    default ->
                        throw mistake(
                                table.inputPositionOf(List.of("action")),
                                "`" + action + "` is no action; there are `deny` and `warn`");
                },
                changes,
                texts(table, "tables"),
                texts(table, "environments"),
                rows(table),
                text(table, "reason").orElse(""));
    }

    private OptionalLong rows(TomlTable table) {
        Object value = table.get(List.of("rows"));
        if (value == null) {
            return OptionalLong.empty();
        }
        if (value instanceof Long rows && rows >= 0) {
            return OptionalLong.of(rows);
        }
        throw mistake(table.inputPositionOf(List.of("rows")), "`rows` is no whole number of 0 or more");
    }

    private Optional<String> text(TomlTable table, String key) {
        Object value = table.get(List.of(key));
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text && !text.isBlank()) {
            return Optional.of(text);
        }
        throw mistake(table.inputPositionOf(List.of(key)), "`" + key + "` is no text");
    }

    private List<String> texts(TomlTable table, String key) {
        Object value = table.get(List.of(key));
        if (value == null) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        if (value instanceof TomlArray array && !array.isEmpty()) {
            for (int i = 0; i < array.size(); i++) {
                if (!(array.get(i) instanceof String text)) {
                    throw mistake(array.inputPositionOf(i), "`" + key + "` holds something that is no text");
                }
                texts.add(text);
            }
            return texts;
        }
        throw mistake(table.inputPositionOf(List.of(key)), "`" + key + "` is no list of texts");
    }

    private GnomonException mistake(@Nullable TomlPosition position, String what) {
        String place = position == null ? "" : ":" + position.line() + ":" + position.column();
        return new GnomonException(
                EngineErrorCode.SETTINGS_INVALID,
                "The policy has a mistake.\n\n" + file + place + ": " + what + ".",
                EXAMPLE);
    }
}
