package dev.gnomon.dialect.sqlite;

import java.util.Locale;
import java.util.Set;

/**
 * A word or sign of SQL text.
 *
 * @param text as written, quotes included
 * @param start where it starts in the text, from 0
 */
record SqliteToken(Kind kind, String text, int start) {
    private static final Set<String> CONSTANT_WORDS =
            Set.of("NULL", "TRUE", "FALSE", "CURRENT_TIME", "CURRENT_DATE", "CURRENT_TIMESTAMP");

    /** What a token is. */
    enum Kind {
        SPACE,
        COMMENT,
        /** A keyword or a name without quotes. */
        WORD,
        /** A name in double quotes, backticks or brackets. */
        QUOTED_NAME,
        /** A text in single quotes. */
        STRING,
        /** {@code x'00'}. */
        BLOB,
        NUMBER,
        /** Any other single character. */
        SIGN
    }

    int end() {
        return start + text.length();
    }

    boolean isSignificant() {
        return kind != Kind.SPACE && kind != Kind.COMMENT;
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    boolean isSign(char sign) {
        return kind == Kind.SIGN && text.charAt(0) == sign;
    }

    /** Plus or minus. */
    boolean isSign() {
        return isSign('+') || isSign('-');
    }

    /** A value that can stand behind DEFAULT without parentheses. */
    boolean isConstant() {
        return switch (kind) {
            case STRING, BLOB, NUMBER, QUOTED_NAME -> true;
            case WORD -> CONSTANT_WORDS.contains(text.toUpperCase(Locale.ROOT));
            case SPACE, COMMENT, SIGN -> false;
        };
    }

    /** The name that a word or quoted name means, or the text that a string means. */
    String value() {
        return switch (kind) {
            case QUOTED_NAME, STRING -> {
                char close = text.charAt(0) == '[' ? ']' : text.charAt(0);
                boolean closed = text.length() > 1 && text.charAt(text.length() - 1) == close;
                String inner = text.substring(1, closed ? text.length() - 1 : text.length());
                yield close == ']' ? inner : inner.replace("" + close + close, "" + close);
            }
            case WORD, NUMBER, BLOB, SIGN, SPACE, COMMENT -> text;
        };
    }
}
