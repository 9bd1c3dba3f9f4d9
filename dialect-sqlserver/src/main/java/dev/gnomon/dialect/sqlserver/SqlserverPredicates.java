package dev.gnomon.dialect.sqlserver;

import java.util.Locale;
import java.util.Optional;

/** Compares the predicates of filtered indexes, which the catalog spells in its own way. */
final class SqlserverPredicates {

    private SqlserverPredicates() {}

    static boolean same(Optional<String> before, Optional<String> after) {
        return before.map(SqlserverPredicates::essence).equals(after.map(SqlserverPredicates::essence));
    }

    /**
     * A predicate without blanks, brackets and the case of words, texts in quotes left as they are. The
     * server takes comparisons joined by AND only, so parentheses tell nothing.
     */
    private static String essence(String predicate) {
        StringBuilder essence = new StringBuilder(predicate.length());
        boolean text = false;
        for (int i = 0; i < predicate.length(); i++) {
            char c = predicate.charAt(i);
            if (c == '\'') {
                text = !text;
                int last = essence.length() - 1;
                if (text && last >= 0 && essence.charAt(last) == 'n' && startsWord(essence, last)) {
                    essence.setLength(last);
                }
                essence.append(c);
            } else if (text) {
                essence.append(c);
            } else if (!Character.isWhitespace(c) && "[]()\"".indexOf(c) < 0) {
                essence.append(String.valueOf(c).toLowerCase(Locale.ROOT));
            }
        }
        return essence.toString().replace("!=", "<>");
    }

    /** Whether a letter is a word of its own: the N of a national text, not the end of a name. */
    private static boolean startsWord(CharSequence text, int position) {
        return position == 0 || !Character.isLetterOrDigit(text.charAt(position - 1));
    }
}
