package dev.gnomon.engine.support;

import java.util.Optional;

/** Looks behind a driver's failure. */
public final class Causes {

    /** A shorter password is part of too many words to be looked for. */
    private static final int SHORTEST_PASSWORD = 3;

    private Causes() {}

    /** Whether a failure is of a kind, or comes from one that is. */
    public static boolean has(Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    /** What the first of a failure's causes says; its kind where it says nothing. */
    public static String firstMessage(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return Optional.ofNullable(first.getMessage()).orElse(first.getClass().getSimpleName());
    }

    /** A driver's text, which may quote what the driver was given, without the password. */
    public static String withoutPassword(String text, Optional<String> password) {
        return password.filter(secret -> secret.length() >= SHORTEST_PASSWORD)
                .map(secret -> text.replace(secret, "***"))
                .orElse(text);
    }
}
