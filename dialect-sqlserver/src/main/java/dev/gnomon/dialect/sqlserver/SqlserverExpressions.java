package dev.gnomon.dialect.sqlserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Expressions of defaults and the predicates of filtered indexes, which the catalog tells with names in brackets, constants in parentheses and no
 * blanks: {@code dateadd(day, 1, getdate())} comes back as {@code dateadd(day,(1),getdate())}.
 */
final class SqlserverExpressions {

    /** Stands in for texts in quotes while the rest is worked on. */
    private static final char MARK = '\u0001';

    /** A constant in parentheses that are not those of a call. */
    private static final Pattern CONSTANT_IN_PARENTHESES =
            Pattern.compile("(?<![\\w\\]" + MARK + "])\\((-?[0-9][0-9.]*(?:e[-+]?[0-9]+)?|" + MARK + ")\\)");

    private static final Pattern BRACKETS = Pattern.compile("\\[([a-z_][\\w@$#]*)]");

    private SqlserverExpressions() {}

    static boolean same(String one, String other) {
        return essence(one).equals(essence(other));
    }

    private static List<String> essence(String expression) {
        List<String> texts = new ArrayList<>();
        StringBuilder rest = new StringBuilder();
        String sql = withoutParentheses(expression.strip());
        int at = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '\'') {
                int end = endOfText(sql, at);
                texts.add(sql.substring(at, end));
                withoutNationalMark(rest);
                rest.append(MARK);
                at = end;
            } else {
                if (!Character.isWhitespace(c)) {
                    rest.append(String.valueOf(c).toLowerCase(Locale.ROOT));
                } else if (separatesWords(sql, at)) {
                    rest.append(' ');
                }
                at++;
            }
        }
        String bare = BRACKETS.matcher(rest).replaceAll("$1");
        String before;
        do {
            before = bare;
            bare = CONSTANT_IN_PARENTHESES.matcher(bare).replaceAll("$1");
        } while (!bare.equals(before));
        texts.add(bare);
        return texts;
    }

    private static int endOfText(String sql, int start) {
        int at = start + 1;
        while (at < sql.length()) {
            if (sql.charAt(at) == '\'') {
                if (at + 1 >= sql.length() || sql.charAt(at + 1) != '\'') {
                    return at + 1;
                }
                at++;
            }
            at++;
        }
        return sql.length();
    }

    /** Texts with N before them and without are told apart by the column's type only. */
    private static void withoutNationalMark(StringBuilder rest) {
        int last = rest.length() - 1;
        boolean ownWord = last == 0 || (last > 0 && !Character.isLetterOrDigit(rest.charAt(last - 1)));
        if (ownWord && rest.charAt(last) == 'n') {
            rest.setLength(last);
        }
    }

    private static boolean separatesWords(String sql, int at) {
        int next = at;
        while (next < sql.length() && Character.isWhitespace(sql.charAt(next))) {
            next++;
        }
        return at > 0
                && next < sql.length()
                && !Character.isWhitespace(sql.charAt(at - 1))
                && isWordPart(sql.charAt(at - 1))
                && isWordPart(sql.charAt(next));
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '@' || c == '#' || c == '$';
    }

    /** Takes pairs of parentheses away that are around all of the text. */
    static String withoutParentheses(String text) {
        String inner = text;
        while (inner.startsWith("(") && closesAtEnd(inner)) {
            inner = inner.substring(1, inner.length() - 1).strip();
        }
        return inner;
    }

    private static boolean closesAtEnd(String text) {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\'') {
                quoted = !quoted;
            } else if (!quoted && c == '(') {
                depth++;
            } else if (!quoted && c == ')') {
                depth--;
                if (depth == 0) {
                    return i == text.length() - 1;
                }
            }
        }
        return false;
    }

    static boolean samePredicate(Optional<String> before, Optional<String> after) {
        return before.map(SqlserverExpressions::predicateEssence)
                .equals(after.map(SqlserverExpressions::predicateEssence));
    }

    /**
     * A predicate without blanks, brackets and the case of words, texts in quotes left as they are. The
     * server takes comparisons joined by AND only, so parentheses tell nothing.
     */
    private static String predicateEssence(String predicate) {
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
