package dev.gnomon.conformance;

/** Lets one case fail without ending the others. */
final class Attempts {

    private Attempts() {}

    static void run(Tally tally, RecordedCase recorded, Runnable comparison) {
        try {
            comparison.run();
        } catch (RuntimeException | StackOverflowError failure) {
            StackTraceElement[] trace = failure.getStackTrace();
            tally.count(
                    recorded, "no-failure", false, "an answer", failure + (trace.length > 0 ? " at " + trace[0] : ""));
        }
    }
}
