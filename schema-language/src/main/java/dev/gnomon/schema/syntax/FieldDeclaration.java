package dev.gnomon.schema.syntax;

import java.util.List;
import java.util.Optional;

/**
 * A field of a model, view or composite type.
 *
 * @param name            the field's name
 * @param type            with its arity
 * @param attributes      in order, without the block attributes
 * @param documentation   of the {@code ///} lines in front and behind
 * @param trailingComment the comment at the end of the line as written, slashes included
 * @param span            from the name through the line's end
 */
public record FieldDeclaration(
        Identifier name,
        FieldType type,
        List<Attribute> attributes,
        Optional<String> documentation,
        Optional<String> trailingComment,
        Span span)
        implements BlockEntry {

    public FieldDeclaration {
        attributes = List.copyOf(attributes);
    }
}
