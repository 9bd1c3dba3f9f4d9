package dev.gnomon.schema.resolution;

import dev.gnomon.schema.syntax.Span;

/** The name of a namespace, and where it is written. */
public record NamespaceReference(String name, Span span) {}
