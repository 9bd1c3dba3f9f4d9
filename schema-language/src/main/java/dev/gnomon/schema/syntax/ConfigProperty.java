package dev.gnomon.schema.syntax;

import java.util.Optional;

/**
 * A setting of a datasource or generator.
 *
 * @param name            the key
 * @param value           empty where nothing follows the equals sign
 * @param trailingComment the comment at the end of the line as written, slashes included
 * @param span            from the key through the value
 */
public record ConfigProperty(Identifier name, Optional<Expression> value, Optional<String> trailingComment, Span span)
        implements BlockEntry {}
