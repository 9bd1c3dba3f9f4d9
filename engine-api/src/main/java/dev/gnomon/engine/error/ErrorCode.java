package dev.gnomon.engine.error;

/** Stable identity of a failure; a dialect adds its own with its id as the prefix. */
public interface ErrorCode {

    /** Who can do something about a failure; decides the exit status. */
    enum Kind {
        /** The user's input or request. */
        USAGE,
        /** A server, a file, a permission. */
        ENVIRONMENT,
        /** A listener said no. */
        VETO,
        /** A defect of gnomon. */
        INTERNAL
    }

    /** {@code P3014}, {@code GN-4001}, or {@code TINY-0001} for a dialect's own; never reused. */
    String id();

    Kind kind();
}
