package dev.gnomon.schema.syntax;

import java.util.Optional;

/**
 * An attribute without its at-signs.
 *
 * @param name      the dotted path, {@code id} or {@code db.VarChar}
 * @param nameSpan  the path alone
 * @param arguments empty where there are no parentheses
 * @param span      at-signs excluded, arguments included
 */
public record Attribute(String name, Span nameSpan, Optional<Arguments> arguments, Span span) {

    /** Tell whether the attribute is a native type, {@code prefix.Name}. */
    public boolean isDotted() {
        return name.indexOf('.') >= 0;
    }
}
