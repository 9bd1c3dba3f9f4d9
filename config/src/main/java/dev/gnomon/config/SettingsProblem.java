package dev.gnomon.config;

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

    /** The mistake with its place in front, and the remedy on the lines below. */
    String describe() {
        String place = position.map(at -> at + ": ").orElse("");
        return place + message + (remedy.isEmpty() ? "" : "\n  " + remedy.replace("\n", "\n  "));
    }
}
