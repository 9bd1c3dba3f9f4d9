package dev.gnomon.engine.contract;

import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a check expects to see. Messages say what was seen instead. */
final class Expect {

    /** Something that may be refused. */
    @FunctionalInterface
    interface Attempt {
        void run() throws Exception;
    }

    private Expect() {}

    static void that(boolean seen, String otherwise) {
        if (!seen) {
            throw new BrokenRuleException(otherwise);
        }
    }

    static void equal(@Nullable Object seen, @Nullable Object expected, String what) {
        that(Objects.equals(seen, expected), what + " is\n" + seen + "\nand should be\n" + expected);
    }

    static void none(Collection<?> seen, String what) {
        that(seen.isEmpty(), what + ": " + seen);
    }

    /** The failure of an attempt, if it is one of these; anything else is passed on. */
    static <T extends Exception> Optional<T> failure(Class<T> kind, Attempt attempt) throws Exception {
        try {
            attempt.run();
            return Optional.empty();
        } catch (Exception failure) {
            if (kind.isInstance(failure)) {
                return Optional.of(kind.cast(failure));
            }
            throw failure;
        }
    }

    /** The failure that an attempt must end with. */
    static <T extends Exception> T refused(Class<T> kind, String otherwise, Attempt attempt) throws Exception {
        return failure(kind, attempt).orElseThrow(() -> new BrokenRuleException(otherwise));
    }
}
