package dev.gnomon.schema.syntax;

/**
 * A line or block that is none of the language; a diagnostic speaks of it.
 *
 * @param text as written, without the last newline
 * @param span of the text
 */
public record InvalidText(String text, Span span) implements BlockEntry, TopLevelEntry {}
