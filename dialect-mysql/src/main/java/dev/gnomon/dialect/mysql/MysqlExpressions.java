package dev.gnomon.dialect.mysql;

import java.util.function.IntPredicate;

/** Expressions of defaults, which the servers spell in their own way. */
final class MysqlExpressions {

    private MysqlExpressions() {}

    /** An expression in parentheses, as DEFAULT wants it; one pair is enough. */
    static String inParentheses(String expression) {
        return isInParentheses(expression) ? expression : "(" + expression + ")";
    }

    /**
     * Whether two expressions differ in nothing but blanks, parentheses around them, case, character sets, and in
     * characters that MariaDB's catalog cannot show.
     *
     * @param one as it is found in the database
     */
    static boolean same(String one, String other) {
        String previous = essence(one);
        String next = essence(other);
        return previous.equals(next) || MysqlTrueTexts.mayBeShownAs(previous, next);
    }

    /** An expression without the parentheses around the whole of it. */
    static String withoutParentheses(String expression) {
        String inner = expression.strip();
        while (isInParentheses(inner)) {
            inner = inner.substring(1, inner.length() - 1).strip();
        }
        return inner;
    }

    private static String essence(String expression) {
        String inner = withoutParentheses(expression);
        StringBuilder essence = new StringBuilder(inner.length());
        char quote = 0;
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            char following = i + 1 < inner.length() ? inner.charAt(i + 1) : 0;
            if (quote != 0 && quote != '`' && c == '\\') {
                // A quote may be escaped in two ways.
                essence.append(following == quote ? following : c).append(following);
                i++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
                essence.append(c);
            } else if (c == '\'' || c == '"') {
                withoutIntroducer(essence);
                quote = c;
                essence.append(c);
            } else if (!Character.isWhitespace(c) && c != '`') {
                essence.append(Character.toLowerCase(c));
            }
        }
        return essence.toString();
    }

    /** MySQL notes the character set of each text: {@code _utf8mb4'x'}. */
    private static void withoutIntroducer(StringBuilder essence) {
        int start = essence.length();
        while (start > 0 && Character.isLetterOrDigit(essence.charAt(start - 1))) {
            start--;
        }
        boolean introducer = start > 0
                && start < essence.length()
                && essence.charAt(start - 1) == '_'
                && (start == 1 || !Character.isLetterOrDigit(essence.charAt(start - 2)));
        if (introducer) {
            essence.setLength(start - 1);
        }
    }

    /** Whether no parenthesis is closed that was not opened, and none stays open. */
    static boolean isBalanced(String text) {
        return isInParentheses("(" + text + "\n)");
    }

    private static boolean isInParentheses(String text) {
        if (!text.startsWith("(")) {
            return false;
        }
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0 && quote != '`' && c == '\\') {
                i++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"' || c == '`') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return i == text.length() - 1;
            }
        }
        return false;
    }

    /** The first place outside of quotes and parentheses that is looked for; -1 for nowhere. */
    static int find(String text, IntPredicate place) {
        int depth = 0;
        char quote = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quote != 0 && quote != '`' && c == '\\') {
                at++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"' || c == '`') {
                quote = c;
            } else if (c == '(' || c == ')') {
                depth += c == '(' ? 1 : -1;
            } else if (depth == 0 && place.test(at)) {
                return at;
            }
        }
        return -1;
    }
}
