package dev.gnomon.conformance;

import java.sql.SQLException;
import org.opentest4j.TestAbortedException;

/** Lets one case fail without ending the others. */
final class Attempts {

    private Attempts() {}

    /** A comparison that needs a database. */
    @FunctionalInterface
    interface Comparison {
        void run() throws SQLException;
    }

    static void run(Tally tally, RecordedCase recorded, Comparison comparison) {
        try {
            comparison.run();
        } catch (TestAbortedException noServer) {
            throw noServer;
        } catch (SQLException | RuntimeException | StackOverflowError failure) {
            StackTraceElement[] trace = failure.getStackTrace();
            tally.count(
                    recorded, "no-failure", false, "an answer", failure + (trace.length > 0 ? " at " + trace[0] : ""));
        }
    }
}
