package dev.gnomon.config;

import java.util.List;
import java.util.Map;

/** A value as a settings file has it, whatever the file's format. */
sealed interface SettingsValue {

    SourcePosition position();

    /** What the file's author would call it. */
    default String kind() {
        return switch (this) {
            case Text text -> "a text";
            case Flag flag -> "true or false";
            case Amount amount -> "a number";
            case Items items -> "a list";
            case Group group -> "a group of settings";
            case MissingVariable missing -> "a text";
            case Unreadable unreadable -> "an expression";
        };
    }

    record Text(SourcePosition position, String text) implements SettingsValue {}

    record Flag(SourcePosition position, boolean value) implements SettingsValue {}

    record Amount(SourcePosition position, String digits) implements SettingsValue {}

    record Items(SourcePosition position, List<SettingsValue> items) implements SettingsValue {}

    /** Named values; the positions of the names are those of the values where a format knows no better. */
    record Group(SourcePosition position, Map<String, SettingsValue> entries) implements SettingsValue {}

    /** A text from an environment variable that is not set, or empty. */
    record MissingVariable(SourcePosition position, String variable) implements SettingsValue {}

    /**
     * An expression that only running the file could tell the value of.
     *
     * @param reason what stands there, one clause
     * @param wide   whether it may set more than one setting
     */
    record Unreadable(SourcePosition position, String reason, boolean wide) implements SettingsValue {
        Unreadable(SourcePosition position, String reason) {
            this(position, reason, false);
        }
    }
}
