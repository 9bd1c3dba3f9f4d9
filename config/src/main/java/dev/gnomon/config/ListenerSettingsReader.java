package dev.gnomon.config;

import dev.gnomon.config.SettingsValue.Amount;
import dev.gnomon.config.SettingsValue.Text;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what {@code gnomon.toml} and the environment say of listeners. */
final class ListenerSettingsReader {

    /** Where the rules lie if nobody says. */
    private static final String USUAL_POLICY = "gnomon.policy.toml";

    private final Path workingDirectory;
    private final Environment environment;
    private final Optional<Path> givenSchema;
    private final SettingsProblems problems = new SettingsProblems();
    private Optional<SettingsLayer> layer = Optional.empty();

    ListenerSettingsReader(Path workingDirectory, Environment environment, Optional<Path> schema) {
        this.workingDirectory = workingDirectory;
        this.environment = environment;
        this.givenSchema = schema;
    }

    ListenerSettings read() {
        ProjectFolders folders = ProjectFolders.of(workingDirectory, schema());
        for (Path file : folders.nearest(GnomonTomlFile.NAME).stream().toList()) {
            loadDotenv(workingDirectory.resolve(".env"));
            loadDotenv(file.resolveSibling(".env"));
            layer = GnomonTomlFile.read(file, environment, problems)
                    .map(group -> SettingsLayer.of(file, group, false, problems));
        }
        ListenerSettings settings = new ListenerSettings(
                path("GNOMON_AUDIT_JOURNAL", SettingsLayer.AUDIT_JOURNAL),
                number(SettingsLayer.AUDIT_ROTATE_BYTES),
                path("GNOMON_POLICY", SettingsLayer.POLICY_FILE)
                        .map(List::of)
                        .orElseGet(() -> folders.all(USUAL_POLICY)),
                text("GNOMON_ENVIRONMENT", SettingsLayer.POLICY_ENVIRONMENT),
                text("GNOMON_LOG_LEVEL", SettingsLayer.LOG_LEVEL),
                text("GNOMON_WEBHOOK_URL", SettingsLayer.WEBHOOK_URL),
                timeout());
        problems.throwIfAny();
        return settings;
    }

    /** Where the schema lies: as the caller knows, or as the environment says. */
    private Optional<Path> schema() {
        try {
            return givenSchema
                    .or(() -> environment.get("GNOMON_SCHEMA").map(Path::of))
                    .map(workingDirectory::resolve);
        } catch (InvalidPathException noPath) {
            // Whoever reads the schema says so.
            return Optional.empty();
        }
    }

    private void loadDotenv(Path file) {
        if (Files.isRegularFile(file)) {
            environment.addFile(DotenvExpansion.expand(DotenvFile.parse(SettingsFiles.read(file)), environment));
        }
    }

    private Optional<String> text(String variable, String name) {
        return environment.get(variable).filter(value -> !value.isBlank()).or(() -> setting(name));
    }

    private Optional<String> setting(String name) {
        Optional<SettingsValue> value = layer.flatMap(found -> found.get(name));
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (value.get() instanceof Text text) {
            return Optional.of(text.text());
        }
        if (value.get() instanceof SettingsValue.MissingVariable missing) {
            problems.add(
                    missing.position(),
                    "Cannot resolve environment variable: " + missing.variable() + ".",
                    "Set the variable, or put it into a .env file.");
        } else {
            problems.add(
                    value.get().position(),
                    "`" + name + "` is " + value.get().kind() + ", not a text.",
                    "In gnomon.toml, write\n" + SettingsLayer.tomlExample(name));
        }
        return Optional.empty();
    }

    private Optional<Path> path(String variable, String name) {
        boolean fromVariable =
                environment.get(variable).filter(value -> !value.isBlank()).isPresent();
        // A path in a file starts at the file, wherever the command was started.
        Path start = fromVariable
                ? workingDirectory
                : layer.map(SettingsLayer::folder).orElse(workingDirectory);
        return text(variable, name).flatMap(text -> {
            try {
                return Optional.of(start.resolve(text).normalize());
            } catch (InvalidPathException noPath) {
                problems.add("`" + name + "` is no path.", "Write the path of a file.");
                return Optional.empty();
            }
        });
    }

    private OptionalLong number(String name) {
        Optional<SettingsValue> value = layer.flatMap(found -> found.get(name));
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

    private Optional<Duration> timeout() {
        OptionalLong seconds = number(SettingsLayer.LISTENER_TIMEOUT);
        return seconds.isPresent() ? Optional.of(Duration.ofSeconds(seconds.getAsLong())) : Optional.empty();
    }
}
