package dev.gnomon.engine.core.history;

import dev.gnomon.engine.dialect.ScriptFailedException.Failure;
import dev.gnomon.engine.dialect.ScriptStatement;
import dev.gnomon.engine.dialect.SecretMask;
import dev.gnomon.engine.migration.PartialRun;
import java.util.List;
import java.util.Optional;

/** Lists what became of the statements of a migration that did not run to its end, one a line, shortened. */
public final class StatementListing {

    private static final String TAKEN_BACK = "taken back";

    private static final String BESIDES = "  besides: ";

    private static final String HEADING = "\nWhat became of the statements of the file:\n";

    /** Of a long file, how many statements are shown at each end of a stretch with the same fate. */
    private static final int SHOWN = 10;

    private static final int LONGEST_TEXT = 72;

    private StatementListing() {}

    /** List the statements of a migration of which nobody knows how it ended. */
    public static String ofCutOff(PartialRun run, List<ScriptStatement> statements) {
        return listing(run, statements, Optional.empty(), List.of()).toString();
    }

    /**
     * List the statements of a migration that failed. The one that failed may come after others that its transaction took
     * back.
     */
    public static String of(PartialRun run, List<ScriptStatement> statements, Failure failure) {
        StringBuilder text = listing(run, statements, failure.statementIndex(), failure.takenBack());
        failure.leftBehind().ifPresent(what -> text.append(BESIDES).append(what).append('\n'));
        return text.toString();
    }

    private static StringBuilder listing(
            PartialRun run, List<ScriptStatement> statements, Optional<Integer> failing, List<Integer> takenBack) {
        StringBuilder text = new StringBuilder(HEADING);
        int kept = Math.min(run.kept(), statements.size());
        for (int from = 0; from < kept; ) {
            boolean back = takenBack.contains(from);
            int to = from + 1;
            while (to < kept && takenBack.contains(to) == back) {
                to++;
            }
            append(text, statements, from, to, back ? TAKEN_BACK : "ran");
            from = to;
        }
        if (failing.isPresent() && failing.get() >= kept && failing.get() < statements.size()) {
            append(text, statements, kept, failing.get(), TAKEN_BACK);
            append(text, statements, failing.get(), failing.get() + 1, "failed");
            append(text, statements, failing.get() + 1, statements.size(), "did not run");
        } else if (kept < statements.size()) {
            append(text, statements, kept, kept + 1, "unknown whether it ran");
            append(text, statements, kept + 1, statements.size(), "did not run, unless together with the one before");
        }
        return text;
    }

    /** Whether a list tells of something that stays besides the statements that ran. */
    public static boolean tellsOfMore(String listing) {
        return listing.contains("\n" + BESIDES);
    }

    /** Find the list in the logs of a history row. */
    public static Optional<String> find(String logs) {
        int start = logs.lastIndexOf(HEADING);
        // Rows of earlier versions may hold what would not be written today.
        return start < 0
                ? Optional.empty()
                : Optional.of(SecretMask.maskSql(PartialRun.without(logs.substring(start))));
    }

    private static void append(StringBuilder text, List<ScriptStatement> statements, int from, int to, String fate) {
        boolean shortened = to - from > 2 * SHOWN + 1;
        for (int index = from; index < to; index++) {
            if (shortened && index == from + SHOWN) {
                text.append("  %d to %d: %s\n".formatted(index + 1, to - SHOWN, fate));
                index = to - SHOWN;
            }
            ScriptStatement statement = statements.get(index);
            text.append(
                    "  %d (line %d) %s: %s\n".formatted(index + 1, statement.line(), fate, shortened(statement.sql())));
        }
    }

    /** The statement on one line, without the comments in front. */
    private static String shortened(String sql) {
        StringBuilder text = new StringBuilder();
        for (String line : SecretMask.maskSql(sql).strip().split("\n", -1)) {
            String words = line.strip();
            if (!words.isEmpty() && !(text.isEmpty() && words.startsWith("--"))) {
                text.append(text.isEmpty() ? "" : " ").append(words);
            }
            if (text.length() > LONGEST_TEXT) {
                break;
            }
        }
        return shortened(text.toString(), LONGEST_TEXT);
    }

    /** Cut a text that is longer than so many characters. */
    static String shortened(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return text.substring(0, end) + "…";
    }
}
