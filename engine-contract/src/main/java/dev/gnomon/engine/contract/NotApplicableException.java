package dev.gnomon.engine.contract;

/** A rule turns out to be none for this dialect. */
final class NotApplicableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotApplicableException(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }

    /** Go on only if the rule is about this dialect. */
    static void unless(boolean applies, String reason) {
        if (!applies) {
            throw new NotApplicableException(reason);
        }
    }
}
