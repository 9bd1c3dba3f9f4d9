package dev.gnomon.engine.support;

import dev.gnomon.engine.dialect.ScriptStatement;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Tells scripts that build the same in the same circumstances from those that may not, by what their statements begin
 * with: what is not known to be harmless is not.
 *
 * @param kinds    the kinds of objects that statements may create, alter and drop, in upper case
 * @param others   the first words of other statements that are harmless, in upper case
 * @param hazards  what else to look for in statements that create, alter and drop
 */
public record RepeatableScripts(Set<String> kinds, Set<String> others, Set<Hazard> hazards) {

    /** A way in which a harmless kind of statement may depend on something else. */
    public enum Hazard {
        /** A text like {@code 'now'} becomes the time of the statement. */
        TIME_AS_TEXT,
        /** A statement can read the structure of another database, whose name stands before the table's. */
        OTHER_DATABASES
    }

    /** Words between CREATE and the kind of object. */
    private static final Set<String> BEFORE_KIND = Set.of(
            "OR",
            "REPLACE",
            "UNIQUE",
            "FULLTEXT",
            "SPATIAL",
            "UNLOGGED",
            "TEMP",
            "TEMPORARY",
            "GLOBAL",
            "LOCAL",
            "MATERIALIZED",
            "RECURSIVE",
            "CONSTRAINT",
            "VIRTUAL",
            "DEFAULT");

    /** Texts that become the time at which the statement runs, where a time is expected. */
    private static final Set<String> TIMES = Set.of("now", "today", "tomorrow", "yesterday");

    private static final Set<String> WHAT_ROUTINES_MUST_NOT_SAY =
            Set.of("EXECUTE", "CREATE", "ALTER", "DROP", "PREPARE", "DBLINK");

    public RepeatableScripts {
        kinds = Set.copyOf(kinds);
        others = Set.copyOf(others);
        hazards = Set.copyOf(hazards);
    }

    /** Whether all statements of a script are harmless. */
    public boolean covers(List<ScriptStatement> statements) {
        return statements.stream().allMatch(statement -> covers(statement.sql()));
    }

    private boolean covers(String statement) {
        if (statement.contains("\\'") || statement.contains("/*!") || statement.contains("/*M!")) {
            // Read in another way by some servers, or with some settings.
            return false;
        }
        List<SqlWord> words = SqlWord.of(statement);
        if (words.isEmpty()) {
            return true;
        }
        String first = words.get(0).text();
        if (words.get(0).kind() != SqlWord.Kind.WORD) {
            return false;
        }
        return switch (first) {
            case "CREATE", "ALTER", "DROP" -> changesStructureRepeatably(words);
            case "SELECT" -> onlySetsSomething(words);
            case "SET" ->
                !words.stream()
                        .anyMatch(word -> word.is("GLOBAL")
                                || word.text().startsWith("PERSIST")
                                || word.text().startsWith("@@"));
            default -> others.contains(first);
        };
    }

    private boolean changesStructureRepeatably(List<SqlWord> words) {
        int at = 1;
        while (at < words.size()
                && BEFORE_KIND.contains(words.get(at).text())
                && words.get(at).kind() == SqlWord.Kind.WORD) {
            at++;
        }
        if (at >= words.size() || words.get(at).kind() != SqlWord.Kind.WORD) {
            return false;
        }
        String kind = words.get(at).text();
        if (!kinds.contains(kind)) {
            return false;
        }
        if (words.get(0).is("CREATE") && (kind.equals("FUNCTION") || kind.equals("PROCEDURE"))) {
            return isHarmlessRoutine(words.subList(1, words.size()));
        }
        return hazards.stream().noneMatch(hazard -> switch (hazard) {
            case TIME_AS_TEXT -> words.stream().anyMatch(RepeatableScripts::isTime);
            case OTHER_DATABASES -> readsElsewhere(words);
        });
    }

    private static boolean isTime(SqlWord word) {
        return word.kind() == SqlWord.Kind.TEXT
                && TIMES.contains(word.text().strip().toLowerCase(Locale.ROOT));
    }

    /** A routine may run later, from a trigger; it must not build anything then. */
    private static boolean isHarmlessRoutine(List<SqlWord> words) {
        return words.stream().allMatch(word -> switch (word.kind()) {
            case WORD -> !WHAT_ROUTINES_MUST_NOT_SAY.contains(word.text());
            case TEXT -> word.text().indexOf(' ') < 0 || isHarmlessRoutine(SqlWord.of(word.text()));
            case NAME, SYMBOL -> true;
        });
    }

    /** Whether a name with a namespace stands where a statement says what it reads. */
    private static boolean readsElsewhere(List<SqlWord> words) {
        for (int at = 0; at + 2 < words.size(); at++) {
            SqlWord word = words.get(at);
            if ((word.is("FROM") || word.is("JOIN") || word.is("LIKE"))
                    && words.get(at + 2).isSymbol('.')) {
                return true;
            }
        }
        return false;
    }

    /** The form in which dumps set the search path and the state of sequences. */
    private static boolean onlySetsSomething(List<SqlWord> words) {
        int at = words.size() > 3
                        && words.get(1).is("PG_CATALOG")
                        && words.get(2).isSymbol('.')
                ? 3
                : 1;
        boolean known = at + 1 < words.size()
                && (words.get(at).is("SET_CONFIG") || words.get(at).is("SETVAL"))
                && words.get(at + 1).isSymbol('(');
        return known
                && words.subList(at + 1, words.size()).stream()
                        .allMatch(word -> word.kind() != SqlWord.Kind.WORD
                                || word.is("TRUE")
                                || word.is("FALSE")
                                || word.text().chars().allMatch(Character::isDigit));
    }
}
