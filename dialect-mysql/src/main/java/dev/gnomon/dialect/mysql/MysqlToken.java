package dev.gnomon.dialect.mysql;

import java.util.Locale;
import java.util.Set;

/**
 * A piece of a script, as the server takes it.
 *
 * @param text without quotes, with what stood for something else put in its place
 * @param line the line it begins on, from 1
 */
record MysqlToken(Kind kind, String text, int line) {

    /** What a piece is. */
    enum Kind {
        /** A word or a name without quotes. */
        WORD,
        /** A name in backticks. */
        NAME,
        /** A text. */
        TEXT,
        /** A text or a name, in double quotes: the SQL mode decides. */
        EITHER,
        NUMBER,
        /** A variable of the session, or a host after a user. */
        VARIABLE,
        /** The first word of a variable of the server. */
        SYSTEM_VARIABLE,
        SYMBOL,
        /** The end of a statement. */
        END
    }

    /** Whether it is this word, in any letter case. */
    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    /** Whether it is one of these words, which are in upper case. */
    boolean isWord(Set<String> words) {
        return kind == Kind.WORD && words.contains(upper());
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isEnd() {
        return kind == Kind.END;
    }

    /** Whether it can be the name of something. */
    boolean isName() {
        return kind == Kind.WORD || kind == Kind.NAME || kind == Kind.EITHER;
    }

    /** Whether it can be a text. */
    boolean isText() {
        return kind == Kind.TEXT || kind == Kind.EITHER;
    }

    String upper() {
        return text.toUpperCase(Locale.ROOT);
    }
}
