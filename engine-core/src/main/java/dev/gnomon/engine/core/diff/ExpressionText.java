package dev.gnomon.engine.core.diff;

import java.util.Locale;

/** Compares expressions of which only the text is known. */
final class ExpressionText {

    private ExpressionText() {}

    /**
     * Whether two texts differ in nothing but parentheses around the whole, and outside of quotes in upper and lower
     * case and blanks.
     */
    static boolean same(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        return isPlain(one) && isPlain(other) && folded(one).equals(folded(other));
    }

    /** A backslash is an escape to some servers only, and comments end in different ways: there the text decides. */
    private static boolean isPlain(String sql) {
        return sql.indexOf('\\') < 0 && sql.indexOf('#') < 0 && !sql.contains("--") && !sql.contains("/*");
    }

    private static String folded(String sql) {
        String inner = sql.strip();
        while (isInParentheses(inner)) {
            inner = inner.substring(1, inner.length() - 1).strip();
        }
        StringBuilder folded = new StringBuilder(inner.length());
        int at = 0;
        while (at < inner.length()) {
            char c = inner.charAt(at);
            int end = at + 1;
            if (isQuote(c)) {
                end = endOfQuotes(inner, at);
                folded.append(inner, at, end);
            } else if (Character.isWhitespace(c)) {
                while (end < inner.length() && Character.isWhitespace(inner.charAt(end))) {
                    end++;
                }
                // Two words or two operators would be one without it.
                if (folded.length() > 0
                        && end < inner.length()
                        && !isBracket(folded.charAt(folded.length() - 1))
                        && !isBracket(inner.charAt(end))
                        && isOperator(folded.charAt(folded.length() - 1)) == isOperator(inner.charAt(end))) {
                    folded.append(' ');
                }
            } else {
                folded.append(String.valueOf(c).toLowerCase(Locale.ROOT));
            }
            at = end;
        }
        return folded.toString();
    }

    private static boolean isInParentheses(String text) {
        if (!text.startsWith("(")) {
            return false;
        }
        int depth = 0;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            int end = isQuote(c) ? endOfQuotes(text, at) : at + 1;
            if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                return end == text.length();
            }
            at = end;
        }
        return false;
    }

    private static int endOfQuotes(String text, int start) {
        int close = text.indexOf(text.charAt(start), start + 1);
        return close < 0 ? text.length() : close + 1;
    }

    private static boolean isQuote(char c) {
        return c == '\'' || c == '"' || c == '`';
    }

    private static boolean isBracket(char c) {
        return c == '(' || c == ')' || c == '[' || c == ']' || c == ',';
    }

    private static boolean isOperator(char c) {
        return "+-*/<>=~!@#%^&|?:.".indexOf(c) >= 0;
    }
}
