package dev.gnomon.schema.syntax;

import java.util.List;
import java.util.Optional;

/**
 * A value of an enum.
 *
 * @param name            as the schema language spells it
 * @param attributes      in order
 * @param documentation   of the {@code ///} lines in front and behind
 * @param trailingComment the comment at the end of the line as written, slashes included
 * @param span            from the name through the line's end
 */
public record EnumValueDeclaration(
        Identifier name,
        List<Attribute> attributes,
        Optional<String> documentation,
        Optional<String> trailingComment,
        Span span)
        implements BlockEntry {

    public EnumValueDeclaration {
        attributes = List.copyOf(attributes);
    }
}
