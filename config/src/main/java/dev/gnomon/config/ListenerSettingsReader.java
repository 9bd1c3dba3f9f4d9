package dev.gnomon.config;

import dev.gnomon.config.SettingsValue.MissingVariable;
import dev.gnomon.config.SettingsValue.Text;
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
    private final LayeredSettings layered;
    private final ProjectFolders folders;
    private final SettingsProblems problems;

    ListenerSettingsReader(
            Path workingDirectory,
            Environment environment,
            LayeredSettings layered,
            ProjectFolders folders,
            SettingsProblems problems) {
        this.workingDirectory = workingDirectory;
        this.environment = environment;
        this.layered = layered;
        this.folders = folders;
        this.problems = problems;
    }

    ListenerSettings read(SettingsOverrides overrides) {
        OptionalLong timeout = layered.number(SettingsLayer.LISTENER_TIMEOUT);
        return new ListenerSettings(
                path(overrides.journal(), "GNOMON_AUDIT_JOURNAL", SettingsLayer.AUDIT_JOURNAL),
                layered.number(SettingsLayer.AUDIT_ROTATE_BYTES),
                path(overrides.policy(), "GNOMON_POLICY", SettingsLayer.POLICY_FILE)
                        .map(List::of)
                        .orElseGet(() -> folders.all(USUAL_POLICY)),
                overrides.environment().or(() -> text("GNOMON_ENVIRONMENT", SettingsLayer.POLICY_ENVIRONMENT)),
                text("GNOMON_LOG_LEVEL", SettingsLayer.LOG_LEVEL),
                text("GNOMON_WEBHOOK_URL", SettingsLayer.WEBHOOK_URL),
                timeout.isPresent() ? Optional.of(Duration.ofSeconds(timeout.getAsLong())) : Optional.empty());
    }

    private Optional<String> text(String variable, String name) {
        return variable(variable).or(() -> setting(name));
    }

    private Optional<String> variable(String name) {
        return environment.get(name).filter(value -> !value.isBlank());
    }

    private Optional<String> setting(String name) {
        Optional<SettingsValue> value = layered.value(name);
        if (value.isPresent() && value.get() instanceof MissingVariable missing) {
            Optional<String> found = variable(missing.variable());
            if (found.isEmpty()) {
                layered.asText(missing, name);
            }
            return found;
        }
        return layered.text(name).map(Text::text);
    }

    /** A path on the command line or in a variable starts where the command does, one in a file at the file. */
    private Optional<Path> path(Optional<String> option, String variable, String name) {
        Optional<String> given = option.or(() -> variable(variable));
        if (given.isPresent()) {
            return path(workingDirectory, given.get(), name);
        }
        Path start = layered.folder(name).orElse(workingDirectory);
        return setting(name).flatMap(text -> path(start, text, name));
    }

    private Optional<Path> path(Path start, String text, String name) {
        try {
            return Optional.of(start.resolve(text).normalize());
        } catch (InvalidPathException noPath) {
            problems.add("`" + name + "` is no path.", "Write the path of a file.");
            return Optional.empty();
        }
    }
}
