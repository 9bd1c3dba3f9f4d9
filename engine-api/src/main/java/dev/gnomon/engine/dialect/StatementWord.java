package dev.gnomon.engine.dialect;

import java.util.Locale;
import java.util.Objects;

/**
 * A piece of a statement as its database reads it; comments and blanks are none.
 *
 * @param text a word as it names something, a name or text without its quotes, any other character
 */
public record StatementWord(Kind kind, String text) {

    /** What a piece is. */
    public enum Kind {
        /** A keyword, or a name without quotes. */
        WORD,
        /** A name in quotes, which is no keyword. */
        NAME,
        /** A text. */
        TEXT,
        /** Anything else, one character. */
        SIGN
    }

    public StatementWord {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
    }

    /** The keyword that it may be, in upper case; blank if it is in quotes. */
    public String keyword() {
        return kind == Kind.WORD ? text.toUpperCase(Locale.ROOT) : "";
    }

    /** Whether it is this character. */
    public boolean isSign(char sign) {
        return kind == Kind.SIGN && text.charAt(0) == sign;
    }
}
