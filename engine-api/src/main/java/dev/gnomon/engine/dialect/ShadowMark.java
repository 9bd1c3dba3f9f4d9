package dev.gnomon.engine.dialect;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;

/**
 * The mark in a configured shadow database, which says what works in it.
 *
 * @param run   the run that left it; blank if it was left by a version that did not say
 * @param since when it was left, in whole seconds
 */
public record ShadowMark(String run, Instant since) {
    public ShadowMark {
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(since, "since");
    }

    /** The mark as a text without quotes, to be kept in a comment or a property. */
    public String text() {
        return run + " " + since;
    }

    /** Read {@link #text}; what is no such text is the mark of a version that did not say whose it is. */
    public static ShadowMark parse(String text) {
        int blank = text.indexOf(' ');
        try {
            return new ShadowMark(text.substring(0, Math.max(0, blank)), Instant.parse(text.substring(blank + 1)));
        } catch (DateTimeParseException foreign) {
            return new ShadowMark("", Instant.EPOCH);
        }
    }
}
