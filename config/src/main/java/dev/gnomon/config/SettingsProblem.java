package dev.gnomon.config;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.util.Objects;
import java.util.Optional;

/**
 * A mistake in a project's settings.
 *
 * @param position where it is; empty for one on the command line or in the environment
 * @param message  what is wrong, one sentence
 * @param remedy   what to write instead
 */
public record SettingsProblem(Optional<SourcePosition> position, String message, String remedy) {
    public SettingsProblem {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(remedy, "remedy");
    }

    /** What ends a command that cannot do without what could not be read. */
    GnomonException asFailure() {
        return new GnomonException(
                EngineErrorCode.SETTINGS_INVALID, "The settings have a mistake.\n\n" + describe(), "");
    }

    /** The mistake with its place in front, and the remedy on the lines below. */
    String describe() {
        String place = position.map(at -> at + ": ").orElse("");
        return place + message + (remedy.isEmpty() ? "" : "\n  " + remedy.replace("\n", "\n  "));
    }
}
