package dev.gnomon.conformance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts what agrees with the record, in all and by tag, and keeps what does not. */
public final class Tally {

    private record Count(int passed, int all) {
        Count and(boolean pass) {
            return new Count(passed + (pass ? 1 : 0), all + 1);
        }
    }

    private final String title;
    private final Map<String, Count> byTag = new TreeMap<>();
    private final TreeSet<String> failures = new TreeSet<>();
    private final List<String> details = new ArrayList<>();
    private Count total = new Count(0, 0);

    /** Start to count under a title. */
    public Tally(String title) {
        this.title = title;
    }

    /**
     * Count one comparison.
     *
     * @param expected null where nothing was recorded, and then nothing is counted
     */
    public void compare(RecordedCase recorded, String what, String expected, String actual) {
        count(recorded, what, expected.equals(actual), expected, actual);
    }

    void count(RecordedCase recorded, String what, boolean pass, String expected, String actual) {
        total = total.and(pass);
        byTag.merge(what, new Count(pass ? 1 : 0, 1), (old, one) -> old.and(pass));
        for (String tag : recorded.tags()) {
            byTag.merge("#" + tag, new Count(pass ? 1 : 0, 1), (old, one) -> old.and(pass));
        }
        if (!pass) {
            failures.add(recorded.id() + " " + what);
            details.add("=== " + recorded.id() + " " + what + "\n--- expected\n" + expected + "\n--- actual\n" + actual
                    + "\n");
        }
    }

    Collection<String> failures() {
        return failures;
    }

    List<String> details() {
        return details;
    }

    String table() {
        StringBuilder table = new StringBuilder();
        table.append(line(title, total));
        byTag.forEach((tag, count) -> table.append(line("  " + tag, count)));
        return table.toString();
    }

    private static String line(String name, Count count) {
        return String.format(
                Locale.ROOT,
                "%-40s %5d of %5d  %5.1f %%%n",
                name,
                count.passed(),
                count.all(),
                100.0 * count.passed() / Math.max(1, count.all()));
    }
}
