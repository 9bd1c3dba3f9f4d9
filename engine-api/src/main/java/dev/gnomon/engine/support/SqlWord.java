package dev.gnomon.engine.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A piece of a statement that is no comment and no space.
 *
 * @param text a word in upper case, the content of quotes as it is, or a single other character
 */
record SqlWord(Kind kind, String text) {

    enum Kind {
        WORD,
        /** In double quotes, backticks or brackets. */
        NAME,
        /** In single quotes or dollar quotes. */
        TEXT,
        SYMBOL
    }

    boolean is(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    boolean isSymbol(char symbol) {
        return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }

    /** Take a statement apart; any input gives some list. */
    static List<SqlWord> of(String sql) {
        List<SqlWord> words = new ArrayList<>();
        int length = sql.length();
        int at = 0;
        while (at < length) {
            char first = sql.charAt(at);
            char second = at + 1 < length ? sql.charAt(at + 1) : '\0';
            if (Character.isWhitespace(first)) {
                at++;
            } else if (first == '-' && second == '-') {
                at = after(sql, "\n", at);
            } else if (first == '/' && second == '*') {
                at = after(sql, "*/", at + 2);
            } else if (first == '\'') {
                at = quoted(sql, at, '\'', Kind.TEXT, words);
            } else if (first == '"' || first == '`') {
                at = quoted(sql, at, first, Kind.NAME, words);
            } else if (first == '[') {
                at = quoted(sql, at, ']', Kind.NAME, words);
            } else if (first == '$' && dollarTag(sql, at) > at) {
                String tag = sql.substring(at, dollarTag(sql, at));
                int end = after(sql, tag, at + tag.length());
                words.add(new SqlWord(
                        Kind.TEXT, sql.substring(at + tag.length(), Math.max(at + tag.length(), end - tag.length()))));
                at = end;
            } else if (isWordPart(first)) {
                int end = at;
                while (end < length && isWordPart(sql.charAt(end))) {
                    end++;
                }
                words.add(new SqlWord(Kind.WORD, sql.substring(at, end).toUpperCase(Locale.ROOT)));
                at = end;
            } else {
                words.add(new SqlWord(Kind.SYMBOL, String.valueOf(first)));
                at++;
            }
        }
        return words;
    }

    private static boolean isWordPart(char character) {
        return Character.isLetterOrDigit(character) || character == '_' || character == '@';
    }

    /** The place behind a text that ends what begins before; the end where there is none. */
    private static int after(String sql, String end, int from) {
        int found = sql.indexOf(end, from);
        return found < 0 ? sql.length() : found + end.length();
    }

    /** The place behind the opening {@code $tag$}; the same place where there is none. */
    private static int dollarTag(String sql, int at) {
        int end = at + 1;
        while (end < sql.length() && isWordPart(sql.charAt(end))) {
            end++;
        }
        return end < sql.length() && sql.charAt(end) == '$' ? end + 1 : at;
    }

    private static int quoted(String sql, int at, char end, Kind kind, List<SqlWord> words) {
        int close = at + 1;
        while (close < sql.length() && sql.charAt(close) != end) {
            close++;
        }
        words.add(new SqlWord(kind, sql.substring(at + 1, close)));
        return Math.min(close + 1, sql.length());
    }
}
