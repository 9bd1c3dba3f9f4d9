package dev.gnomon.schema.syntax;

/** A name as written, and where. */
public record Identifier(String name, Span span) {}
