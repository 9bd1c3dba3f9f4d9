package dev.gnomon.engine.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something could not be done: what, why, and what the user can do about it.
 *
 * <p>Unchecked. Findings about the user's schema (drift, possible data loss, an edited migration) are
 * values in an outcome, not exceptions. Neither the problem nor the remedy may hold a password.
 */
public final class GnomonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ErrorCode code;
    private final String problem;
    private final String remedy;

    /**
     * @param problem what could not be done and why; for {@code P…} codes the words that Prisma's
     *     users know, without the code
     * @param remedy  what the user can do, as imperative sentences; empty where the problem says it
     */
    public GnomonException(ErrorCode code, String problem, String remedy, @Nullable Throwable cause) {
        super(code.id() + ": " + problem, cause);
        this.code = Objects.requireNonNull(code, "code");
        this.problem = Objects.requireNonNull(problem, "problem");
        this.remedy = Objects.requireNonNull(remedy, "remedy");
    }

    public GnomonException(ErrorCode code, String problem, String remedy) {
        this(code, problem, remedy, null);
    }

    public ErrorCode code() {
        return code;
    }

    public String problem() {
        return problem;
    }

    public String remedy() {
        return remedy;
    }
}
