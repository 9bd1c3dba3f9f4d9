package dev.gnomon.cli;

import java.util.Objects;

/**
 * How a command ended.
 *
 * @param exitCode 0: well; 1: not; 2: a difference was found and asked for; 3: a listener said no; 130:
 *     the user, or the state of the database, stopped it
 * @param outcome  one word for it, for {@code --json}
 * @param members  the rest of the JSON object
 */
record Ending(int exitCode, String outcome, JsonReport.Members members) {

    static final int OK = 0;
    static final int FAILED = 1;
    static final int DIFFERENT = 2;
    static final int VETOED = 3;
    static final int CANCELLED = 130;

    Ending {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(members, "members");
    }

    static Ending ok(String outcome) {
        return new Ending(OK, outcome, JsonReport.Members.none());
    }

    static Ending ok(String outcome, JsonReport.Members members) {
        return new Ending(OK, outcome, members);
    }

    static Ending cancelled() {
        return new Ending(CANCELLED, "cancelled", JsonReport.Members.none());
    }
}
