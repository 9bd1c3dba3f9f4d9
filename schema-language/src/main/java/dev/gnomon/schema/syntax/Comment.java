package dev.gnomon.schema.syntax;

/**
 * A comment on a line of its own.
 *
 * @param kind which of the three
 * @param text as written, with its slashes, without the newline
 * @param span of the text
 */
public record Comment(Kind kind, String text, Span span) implements BlockEntry, TopLevelEntry {

    /** The three forms of comments. */
    public enum Kind {
        /** Two slashes. */
        PLAIN,
        /** Three slashes: belongs to what follows. */
        DOCUMENTATION,
        /** Slash and star, perhaps over several lines. */
        MULTI_LINE
    }
}
