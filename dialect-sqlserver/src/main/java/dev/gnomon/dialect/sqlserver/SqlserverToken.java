package dev.gnomon.dialect.sqlserver;

import java.util.Locale;

/**
 * A word or sign of a script, spaces and comments left out.
 *
 * @param value the name or text that is meant; a word as it is written
 */
record SqlserverToken(Kind kind, String value, int line) {

    /** What a token is. */
    enum Kind {
        WORD,
        /** A name in brackets or double quotes. */
        QUOTED,
        TEXT,
        SIGN,
        /** {@code GO} on a line of its own. */
        SEPARATOR
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && value.equalsIgnoreCase(word);
    }

    boolean isSign(char sign) {
        return kind == Kind.SIGN && value.charAt(0) == sign;
    }

    boolean isVariable() {
        return kind == Kind.WORD && value.startsWith("@");
    }

    boolean isName() {
        return kind == Kind.QUOTED || (kind == Kind.WORD && !isVariable() && !Character.isDigit(value.charAt(0)));
    }

    String lower() {
        return value.toLowerCase(Locale.ROOT);
    }

    String upper() {
        return kind == Kind.WORD ? value.toUpperCase(Locale.ROOT) : "";
    }
}
