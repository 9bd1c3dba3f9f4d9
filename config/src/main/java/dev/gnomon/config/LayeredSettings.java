package dev.gnomon.config;

import dev.gnomon.config.SettingsValue.Amount;
import dev.gnomon.config.SettingsValue.Group;
import dev.gnomon.config.SettingsValue.Items;
import dev.gnomon.config.SettingsValue.MissingVariable;
import dev.gnomon.config.SettingsValue.Text;
import dev.gnomon.config.SettingsValue.Unreadable;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.support.ReadableName;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The files of a project that set something, the nearest to the user first, and what they say in the types of the settings. */
final class LayeredSettings {

    private final Path workingDirectory;
    private final SettingsProblems problems;
    private final List<SettingsLayer> layers = new ArrayList<>();
    private Optional<SettingsLayer> configLayer = Optional.empty();
    private List<SourcePosition> notRun = List.of();

    LayeredSettings(Path workingDirectory, SettingsProblems problems) {
        this.workingDirectory = workingDirectory;
        this.problems = problems;
    }

    /** Put a file before those that there are. */
    void addFirst(SettingsLayer layer) {
        layers.add(0, layer);
    }

    /** Take a file out again. */
    void remove(SettingsLayer layer) {
        layers.remove(layer);
    }

    /**
     * Add the {@code prisma.config.ts}, behind what there is.
     *
     * @param skipped its statements that were not run
     */
    void addConfig(SettingsLayer layer, List<SourcePosition> skipped) {
        layers.add(layer);
        configLayer = Optional.of(layer);
        notRun = skipped;
    }

    List<SettingsLayer> layers() {
        return List.copyOf(layers);
    }

    /** The value of a setting in the file that is nearest to the user. */
    Optional<SettingsValue> value(String name) {
        return layers.stream().flatMap(layer -> layer.get(name).stream()).findFirst();
    }

    /** The folder of the file that a setting stands in. */
    Optional<Path> folder(String name) {
        return layers.stream()
                .filter(layer -> layer.get(name).isPresent())
                .findFirst()
                .map(SettingsLayer::folder);
    }

    /** A text, and the file that it stands in. */
    record Located(SettingsLayer layer, Text text) {}

    Optional<Located> located(String name) {
        for (SettingsLayer layer : layers) {
            Optional<SettingsValue> value = layer.get(name);
            if (value.isPresent()) {
                return asText(value.get(), name).map(text -> new Located(layer, text));
            }
        }
        return Optional.empty();
    }

    Optional<Text> text(String name) {
        return located(name).map(Located::text);
    }

    Optional<Text> asText(SettingsValue value, String name) {
        return switch (value) {
            case Text text -> Optional.of(text);
            case MissingVariable missing -> {
                problems.defer(
                        name,
                        new SettingsProblem(
                                Optional.of(missing.position()),
                                "Cannot resolve environment variable: " + missing.variable() + ".",
                                "Set the variable, or put it into a .env file."));
                yield Optional.empty();
            }
            case Unreadable unreadable -> {
                problems.defer(name, problem(unreadable, name));
                yield Optional.empty();
            }
            case SettingsValue.Flag other -> wrongKind(other, name);
            case SettingsValue.Amount other -> wrongKind(other, name);
            case Items other -> wrongKind(other, name);
            case Group other -> wrongKind(other, name);
        };
    }

    SettingsProblem problem(Unreadable unreadable, String name) {
        String example = configLayer
                .filter(layer -> unreadable.wide())
                .map(layer -> layer.tomlSuggestion(workingDirectory))
                .orElseGet(() -> SettingsLayer.tomlExample(name));
        return new SettingsProblem(
                Optional.of(unreadable.position()),
                "`" + name + "` cannot be read without running the file: here stands " + unreadable.reason() + ".",
                "Write the value in place, or put it into gnomon.toml:\n" + example);
    }

    /** What may set a variable that is missing, for whoever wonders. */
    String doubts(SettingsLayer layer) {
        return notRun.isEmpty() || configLayer.filter(layer::equals).isEmpty()
                ? ""
                : ". The statement at " + notRun.get(0) + " may set it, which would have to be run";
    }

    private Optional<Text> wrongKind(SettingsValue value, String name) {
        problems.add(
                value.position(),
                "`" + name + "` is " + value.kind() + ", not a text.",
                "In gnomon.toml, write\n" + SettingsLayer.tomlExample(name));
        return Optional.empty();
    }

    List<String> names(String name) {
        Optional<SettingsValue> value = value(name);
        if (value.isEmpty()) {
            return List.of();
        }
        if (value.get() instanceof Items items) {
            return items.items().stream()
                    .flatMap(item -> asText(item, name).stream())
                    .map(Text::text)
                    .toList();
        }
        if (value.get() instanceof Unreadable unreadable) {
            asText(unreadable, name);
        } else {
            problems.add(
                    value.get().position(),
                    "`" + name + "` is " + value.get().kind() + ", not a list.",
                    "In gnomon.toml, write\n" + SettingsLayer.tomlExample(name));
        }
        return List.of();
    }

    /** A whole number above 0. */
    OptionalLong number(String name) {
        Optional<SettingsValue> value = value(name);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        if (value.get() instanceof Amount amount && amount.digits().matches("[1-9][0-9]{0,14}")) {
            return OptionalLong.of(Long.parseLong(amount.digits()));
        }
        problems.add(
                value.get().position(),
                "`" + name + "` is no whole number above 0.",
                "In gnomon.toml, write\n" + SettingsLayer.tomlExample(name));
        return OptionalLong.empty();
    }

    /** A whole number of seconds in a file. */
    Optional<Duration> seconds(String name) {
        Optional<SettingsValue> value = value(name);
        Optional<Duration> seconds =
                value.flatMap(found -> found instanceof Amount amount ? secondsOf(amount.digits()) : Optional.empty());
        if (value.isPresent() && seconds.isEmpty()) {
            problems.add(
                    value.get().position(), "`" + name + "` is no number of seconds.", "Write `" + name + " = 10`.");
        }
        return seconds;
    }

    /** A whole number of seconds as a text, on the command line or in a variable. */
    static Optional<Duration> secondsOf(String digits) {
        return digits.matches("[0-9]{1,6}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(digits)))
                : Optional.empty();
    }

    boolean flag(String name, boolean otherwise) {
        Optional<SettingsValue> value = value(name);
        if (value.isPresent() && !(value.get() instanceof SettingsValue.Flag)) {
            problems.add(
                    value.get().position(),
                    "`" + name + "` is " + value.get().kind() + ".",
                    "Write `" + name + " = " + !otherwise + "`.");
        }
        return (value.isPresent() && value.get() instanceof SettingsValue.Flag flag) ? flag.value() : otherwise;
    }

    /** A path of the settings, with a failure in words where a text is none. */
    static Path path(Path folder, String text) {
        try {
            return folder.resolve(text).normalize();
        } catch (InvalidPathException e) {
            ReadableName.requireMappable(text, "The path `" + text.replaceAll("\\p{Cntrl}", "?") + "`");
            throw new GnomonException(
                    EngineErrorCode.SETTINGS_INVALID,
                    "`" + text.replaceAll("\\p{Cntrl}", "?") + "` is no path.",
                    "Write the path of a file or folder.",
                    e);
        }
    }
}
