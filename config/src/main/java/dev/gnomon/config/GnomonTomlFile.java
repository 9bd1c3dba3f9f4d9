package dev.gnomon.config;

import dev.gnomon.config.SettingsValue.Amount;
import dev.gnomon.config.SettingsValue.Flag;
import dev.gnomon.config.SettingsValue.Group;
import dev.gnomon.config.SettingsValue.Items;
import dev.gnomon.config.SettingsValue.MissingVariable;
import dev.gnomon.config.SettingsValue.Text;
import dev.gnomon.config.SettingsValue.Unreadable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;
import org.tomlj.TomlVersion;

/** Reads {@code gnomon.toml}. The only class that touches the TOML library, so that it loads with the file. */
final class GnomonTomlFile {

    static final String NAME = "gnomon.toml";

    private static final int MOST_ERRORS = 20;

    private final Path file;
    private final Environment environment;

    private GnomonTomlFile(Path file, Environment environment) {
        this.file = file;
        this.environment = environment;
    }

    /** Read a file; empty where it is no TOML at all. */
    static Optional<Group> read(Path file, Environment environment, SettingsProblems problems) {
        String text = SettingsFiles.read(file);
        TomlParseResult result;
        try {
            result = Toml.parse(text, TomlVersion.V1_0_0);
        } catch (StackOverflowError tooDeep) {
            problems.add(new SourcePosition(file, 1, 1), "The file is nested too deep.", "Flatten it.");
            return Optional.empty();
        } catch (TomlParseError error) {
            // Most are collected, but a wrong escape in the name of a table is thrown.
            problems.add(position(file, error), "This is no TOML: " + error.getMessage() + ".", "");
            return Optional.empty();
        } catch (RuntimeException | AssertionError unreadable) {
            // The library is not up to every wrong date, time and escape; for some it has assertions only.
            problems.add(
                    new SourcePosition(file, 1, 1),
                    "This is no TOML: one of its values cannot be read.",
                    "Look at the dates, times and escapes in it.");
            return Optional.empty();
        }
        if (!result.errors().isEmpty()) {
            for (TomlParseError error : result.errors()
                    .subList(0, Math.min(MOST_ERRORS, result.errors().size()))) {
                problems.add(position(file, error), "This is no TOML: " + error.getMessage() + ".", "");
            }
            return Optional.empty();
        }
        GnomonTomlFile toml = new GnomonTomlFile(file, environment);
        return Optional.of(toml.group(result, new SourcePosition(file, 1, 1)));
    }

    private static SourcePosition position(Path file, TomlParseError error) {
        return new SourcePosition(
                file, error.position().line(), error.position().column());
    }

    private Group group(TomlTable table, SourcePosition position) {
        Map<String, SettingsValue> entries = new LinkedHashMap<>();
        for (String key : table.keySet()) {
            SourcePosition at = position(table.inputPositionOf(List.of(key)), position);
            entries.put(key, value(table.get(List.of(key)), at));
        }
        return new Group(position, entries);
    }

    private SourcePosition position(@Nullable TomlPosition at, SourcePosition otherwise) {
        return at == null ? otherwise : new SourcePosition(file, at.line(), at.column());
    }

    private SettingsValue value(@Nullable Object value, SourcePosition at) {
        if (value instanceof String text) {
            return new Text(at, text);
        } else if (value instanceof Boolean flag) {
            return new Flag(at, flag);
        } else if (value instanceof Number number) {
            return new Amount(at, number.toString());
        } else if (value instanceof TomlTable table) {
            return variable(group(table, at));
        } else if (value instanceof TomlArray array) {
            List<SettingsValue> items = new ArrayList<>();
            for (int i = 0; i < array.size(); i++) {
                items.add(value(array.get(i), position(array.inputPositionOf(i), at)));
            }
            return new Items(at, items);
        }
        return new Unreadable(at, "a date or time");
    }

    /** {@code { env = "NAME" }} stands for the variable's value. */
    private SettingsValue variable(Group group) {
        if (group.entries().size() == 1 && group.entries().get("env") instanceof Text name) {
            return environment
                    .get(name.text())
                    .<SettingsValue>map(value -> new Text(group.position(), value))
                    .orElseGet(() -> new MissingVariable(group.position(), name.text()));
        }
        return group;
    }
}
