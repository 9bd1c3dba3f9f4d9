package dev.gnomon.schema.syntax;

import java.util.Optional;

/**
 * An argument of an attribute or function.
 *
 * @param name  empty for an argument given by its position
 * @param value the expression
 * @param span  name included
 */
public record Argument(Optional<Identifier> name, Expression value, Span span) {}
