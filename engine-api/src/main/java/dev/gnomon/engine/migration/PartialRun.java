package dev.gnomon.engine.migration;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How far a migration came that did not run to its end, where the database keeps what ran before. Stands
 * as one line in the logs of the history row, for programs to read:
 *
 * <pre>gnomon-progress: statements=4 kept=2 state=failed line=9 checksum=…</pre>
 *
 * @param statements   how many statements the file had
 * @param kept         how many statements from its beginning stay in the database
 * @param state        what happened to the next one
 * @param line         the line of the file on which the next one starts, from 1; empty where unknown
 * @param keptChecksum the checksum of the statements that stay, by which an edited file shows whether it
 *     still begins with them; see {@link #checksumOf(List)}
 */
public record PartialRun(int statements, int kept, State state, Optional<Integer> line, Checksum keptChecksum) {

    private static final String MARK = "gnomon-progress: ";

    /** What happened to the statement after those that stay. */
    public enum State {
        /** It failed, or the transaction that it began did. */
        FAILED,
        /** It was running when the row was last written: whether it took effect, the row cannot tell. */
        RUNNING
    }

    public PartialRun {
        if (kept < 0 || kept > statements) {
            throw new IllegalArgumentException("kept %d of %d statements".formatted(kept, statements));
        }
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(line, "line");
        Objects.requireNonNull(keptChecksum, "keptChecksum");
    }

    /** Compute the checksum of some statements, each without its terminator. */
    public static Checksum checksumOf(List<String> statements) {
        Checksum checksum = Checksum.of("");
        for (String statement : statements) {
            checksum = extend(checksum, statement);
        }
        return checksum;
    }

    /** Compute the checksum of some statements and one more, from that of the former. */
    public static Checksum extend(Checksum statements, String next) {
        return Checksum.of(statements.hex() + "\n" + next);
    }

    /** Find the line that {@link #toLine()} wrote in the logs of a history row. */
    public static Optional<PartialRun> find(String logs) {
        int start = logs.lastIndexOf(MARK);
        if (start < 0 || (start > 0 && logs.charAt(start - 1) != '\n')) {
            return Optional.empty();
        }
        int end = logs.indexOf('\n', start);
        return parse(logs.substring(start + MARK.length(), end < 0 ? logs.length() : end));
    }

    /** The logs of a history row without the line of {@link #toLine()}. */
    public static String without(String logs) {
        int start = logs.lastIndexOf(MARK);
        return start < 0 || find(logs).isEmpty() ? logs : logs.substring(0, start);
    }

    private static Optional<PartialRun> parse(String line) {
        Map<String, String> values = new HashMap<>();
        for (String word : line.strip().split(" ", -1)) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                values.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        try {
            return Optional.of(new PartialRun(
                    Integer.parseInt(values.getOrDefault("statements", "")),
                    Integer.parseInt(values.getOrDefault("kept", "")),
                    State.valueOf(values.getOrDefault("state", "").toUpperCase(Locale.ROOT)),
                    Optional.ofNullable(values.get("line")).map(Integer::valueOf),
                    new Checksum(values.getOrDefault("checksum", ""))));
        } catch (IllegalArgumentException e) {
            // Somebody else's words, or cut off: there is nothing to learn from them.
            return Optional.empty();
        }
    }

    /** The line for the logs of the history row, without a line break. */
    public String toLine() {
        return MARK + "statements=" + statements + " kept=" + kept + " state="
                + state.name().toLowerCase(Locale.ROOT)
                + line.map(number -> " line=" + number).orElse("")
                + " checksum=" + keptChecksum.hex();
    }
}
