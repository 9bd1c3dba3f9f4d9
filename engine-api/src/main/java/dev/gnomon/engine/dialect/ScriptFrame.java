package dev.gnomon.engine.dialect;

import java.util.Objects;

/**
 * What stands before and after the steps of a script.
 *
 * @param before empty, or ending in a line break
 * @param after  empty, or ending in a line break
 */
public record ScriptFrame(String before, String after) {

    /** Nothing. */
    public static final ScriptFrame NONE = new ScriptFrame("", "");

    public ScriptFrame {
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(after, "after");
    }

    /**
     * Put the frame around steps.
     *
     * @param steps ending in a line break
     */
    public String around(String steps) {
        return before + steps + after;
    }
}
