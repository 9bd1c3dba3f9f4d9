package dev.gnomon.schema.syntax;

/**
 * Lines without text.
 *
 * @param count how many follow one another, at least 1
 * @param span  of all of them
 */
public record BlankLines(int count, Span span) implements BlockEntry, TopLevelEntry {}
