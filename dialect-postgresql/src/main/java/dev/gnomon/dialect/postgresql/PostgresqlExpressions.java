package dev.gnomon.dialect.postgresql;

import java.util.Locale;
import java.util.Optional;

/**
 * Expressions of defaults and the conditions of partial indexes.
 *
 * <p>The server gives a condition back in its own spelling, with parentheses and casts that nobody
 * wrote: {@code status = 'active'} comes back as {@code (status = 'active'::text)}.
 */
final class PostgresqlExpressions {

    private PostgresqlExpressions() {}

    static boolean samePredicate(Optional<String> before, Optional<String> after) {
        if (before.isEmpty() || after.isEmpty()) {
            return before.isEmpty() && after.isEmpty();
        }
        return bare(before.get()).equals(bare(after.get()));
    }

    /** An expression without the parentheses around the whole of it. */
    static String withoutOuterParentheses(String sql) {
        if (!sql.startsWith("(") || !sql.endsWith(")")) {
            return sql;
        }
        int depth = 0;
        boolean quoted = false;
        for (int index = 0; index < sql.length(); index++) {
            char character = sql.charAt(index);
            if (character == '\'') {
                quoted = !quoted;
            } else if (!quoted && character == '(') {
                depth++;
            } else if (!quoted && character == ')') {
                depth--;
                if (depth == 0 && index < sql.length() - 1) {
                    return sql;
                }
            }
        }
        return sql.substring(1, sql.length() - 1);
    }

    /** A condition without parentheses, spaces, casts and quotes around names. */
    private static String bare(String predicate) {
        StringBuilder bare = new StringBuilder();
        int at = 0;
        while (at < predicate.length()) {
            char c = predicate.charAt(at);
            if (c == '\'') {
                int end = endOfText(predicate, at);
                bare.append(predicate, at, end);
                at = end;
            } else if (predicate.startsWith("::", at)) {
                at = endOfType(predicate, at + 2);
            } else if (predicate.startsWith("<>", at)) {
                bare.append("!=");
                at += 2;
            } else {
                if (!Character.isWhitespace(c) && c != '(' && c != ')' && c != '"') {
                    bare.append(String.valueOf(c).toLowerCase(Locale.ROOT));
                }
                at++;
            }
        }
        return bare.toString();
    }

    private static int endOfText(String predicate, int start) {
        int at = start + 1;
        while (at < predicate.length()) {
            if (predicate.charAt(at) == '\'') {
                if (at + 1 >= predicate.length() || predicate.charAt(at + 1) != '\'') {
                    return at + 1;
                }
                at++;
            }
            at++;
        }
        return predicate.length();
    }

    /** A type is one word or a known pair of words, perhaps with arguments in parentheses and brackets. */
    private static int endOfType(String predicate, int start) {
        int at = start;
        boolean quoted = false;
        while (at < predicate.length()) {
            char c = predicate.charAt(at);
            if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && !Character.isLetterOrDigit(c) && c != '_' && c != '.' && c != '[' && c != ']') {
                break;
            }
            at++;
        }
        for (String second : new String[] {" varying", " precision", " with time zone", " without time zone"}) {
            if (predicate.startsWith(second, at)) {
                at += second.length();
            }
        }
        if (at < predicate.length() && predicate.charAt(at) == '(') {
            at = predicate.indexOf(')', at) + 1;
        }
        return at;
    }
}
