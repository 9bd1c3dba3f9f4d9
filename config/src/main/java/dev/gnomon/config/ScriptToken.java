package dev.gnomon.config;

/**
 * A word of a JavaScript or TypeScript file.
 *
 * @param text   a name, a mark, a number's digits, or a string's content with its escapes resolved; for
 *     a template the raw text between its back quotes
 * @param offset of its first character
 * @param end    of the character after it
 */
record ScriptToken(Kind kind, String text, int offset, int end, boolean newLineBefore) {

    enum Kind {
        NAME,
        STRING,
        TEMPLATE,
        NUMBER,
        MARK,
        END
    }

    boolean isMark(String mark) {
        return kind == Kind.MARK && text.equals(mark);
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }
}
