package dev.gnomon.schema.syntax;

import java.util.List;
import java.util.Optional;

/**
 * What stands between the parentheses of an attribute or function.
 *
 * @param items         in order
 * @param incomplete    names with a colon and no value behind it
 * @param trailingComma a comma in front of the closing parenthesis
 * @param span          parentheses included
 */
public record Arguments(List<Argument> items, List<Identifier> incomplete, Optional<Span> trailingComma, Span span) {

    public Arguments {
        items = List.copyOf(items);
        incomplete = List.copyOf(incomplete);
    }
}
