package dev.gnomon.dialect.sqlserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Compares expressions of defaults, which the catalog tells with names in brackets, constants in parentheses and no
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
        String sql = SqlserverDefaultReader.withoutParentheses(expression.strip());
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
}
