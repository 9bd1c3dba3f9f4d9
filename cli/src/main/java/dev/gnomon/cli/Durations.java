package dev.gnomon.cli;

import java.util.Locale;

/** Words how long something took. */
final class Durations {

    private Durations() {}

    /** {@code 42ms} or {@code 1.23s} since a reading of the system's nanosecond clock. */
    static String since(long start) {
        long milliseconds = (System.nanoTime() - start) / 1_000_000;
        return milliseconds < 1000 ? milliseconds + "ms" : String.format(Locale.ROOT, "%.2fs", milliseconds / 1000.0);
    }
}
