package dev.gnomon.schema.syntax;

import java.util.List;
import java.util.Optional;

/**
 * An enum.
 *
 * @param name          the enum's name
 * @param entries       everything between the braces
 * @param documentation of the {@code ///} lines directly in front
 * @param header        from the keyword through the opening brace, with whatever follows it on its line
 * @param span          from the keyword through the closing brace
 */
public record EnumBlock(
        Identifier name, List<BlockEntry> entries, Optional<String> documentation, Span header, Span span)
        implements Block {

    public EnumBlock {
        entries = List.copyOf(entries);
    }

    @Override
    public String keyword() {
        return "enum";
    }

    /** Give the values in the order of the text. */
    public List<EnumValueDeclaration> values() {
        return entries.stream()
                .filter(EnumValueDeclaration.class::isInstance)
                .map(EnumValueDeclaration.class::cast)
                .toList();
    }

    /** Give the block attributes in the order of the text. */
    public List<BlockAttribute> attributes() {
        return BlockAttribute.in(entries);
    }
}
