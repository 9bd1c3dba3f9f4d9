package dev.gnomon.config;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Collects the mistakes of one reading, so that they are told all at once. */
final class SettingsProblems {

    private final List<SettingsProblem> problems = new ArrayList<>();

    void add(SourcePosition position, String message, String remedy) {
        problems.add(new SettingsProblem(Optional.of(position), message, remedy));
    }

    void add(String message, String remedy) {
        problems.add(new SettingsProblem(Optional.empty(), message, remedy));
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
        List<SettingsProblem> distinct = problems.stream().distinct().toList();
        String text = distinct.stream().map(SettingsProblem::describe).collect(Collectors.joining("\n\n"));
        String heading = distinct.size() == 1
                ? "The settings have a mistake.\n\n"
                : "The settings have " + distinct.size() + " mistakes.\n\n";
        throw new GnomonException(EngineErrorCode.SETTINGS_INVALID, heading + text, "");
    }
}
