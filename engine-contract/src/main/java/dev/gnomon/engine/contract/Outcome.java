package dev.gnomon.engine.contract;

import org.jspecify.annotations.Nullable;

/** What a check found. */
public sealed interface Outcome {

    /** The dialect does it. */
    record Passed() implements Outcome {}

    /**
     * The dialect does not do it.
     *
     * @param reason what was seen, one or more lines
     * @param cause  the failure that ended the check, if one did
     */
    record Failed(String reason, @Nullable Throwable cause) implements Outcome {}

    /**
     * The rule is not about this dialect.
     *
     * @param reason why not, one line
     */
    record NotApplicable(String reason) implements Outcome {}
}
