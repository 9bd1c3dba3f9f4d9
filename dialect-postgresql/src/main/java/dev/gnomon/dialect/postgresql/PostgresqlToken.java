package dev.gnomon.dialect.postgresql;

import java.util.Set;

/**
 * A token of a script.
 *
 * @param text a word in lower case, a quoted name or a string without its quotes, a symbol
 * @param value what a string holds, with the lines that it comes from; empty for others
 */
record PostgresqlToken(Kind kind, String text, int line, PostgresqlReadText value) {

    enum Kind {
        WORD,
        QUOTED_NAME,
        STRING,
        NUMBER,
        SYMBOL
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equals(word);
    }

    boolean isWord(Set<String> words) {
        return kind == Kind.WORD && words.contains(text);
    }

    boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isString() {
        return kind == Kind.STRING;
    }

    /** A word or a quoted name, which both can name an object. */
    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }
}
