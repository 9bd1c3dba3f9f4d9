package dev.gnomon.config;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Collects the mistakes of one reading, so that they are told all at once. */
final class SettingsProblems {

    private final List<SettingsProblem> problems = new ArrayList<>();
    private final Map<String, SettingsProblem> deferred = new LinkedHashMap<>();

    void add(SourcePosition position, String message, String remedy) {
        problems.add(new SettingsProblem(Optional.of(position), message, remedy));
    }

    void add(String message, String remedy) {
        problems.add(new SettingsProblem(Optional.empty(), message, remedy));
    }

    /** Note what is a mistake only for whoever asks for a setting; told with other mistakes if there are any. */
    void defer(String setting, SettingsProblem problem) {
        deferred.putIfAbsent(setting, problem);
    }

    /** What is a mistake only for whoever asks for it, by the names of the settings. */
    Map<String, SettingsProblem> deferred() {
        return deferred;
    }

    /**
     * End the reading if there was a mistake.
     *
     * @throws GnomonException {@code GN-1002} with every mistake, one after the other
     */
    void throwIfAny() {
        if (problems.isEmpty()) {
            return;
        }
        List<SettingsProblem> distinct = Stream.concat(deferred.values().stream(), problems.stream())
                .distinct()
                .toList();
        String text = distinct.stream().map(SettingsProblem::describe).collect(Collectors.joining("\n\n"));
        String heading = distinct.size() == 1
                ? "The settings have a mistake.\n\n"
                : "The settings have " + distinct.size() + " mistakes.\n\n";
        throw new GnomonException(EngineErrorCode.SETTINGS_INVALID, heading + text, "");
    }
}
