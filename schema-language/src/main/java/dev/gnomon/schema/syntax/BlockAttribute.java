package dev.gnomon.schema.syntax;

import java.util.List;
import java.util.Optional;

/**
 * An attribute of a block, written with two at-signs.
 *
 * @param attribute       without the at-signs
 * @param trailingComment the comment at the end of the line as written, slashes included
 * @param span            at-signs and comment included
 */
public record BlockAttribute(Attribute attribute, Optional<String> trailingComment, Span span) implements BlockEntry {

    static List<BlockAttribute> in(List<BlockEntry> entries) {
        return Pieces.of(BlockAttribute.class, entries);
    }
}
