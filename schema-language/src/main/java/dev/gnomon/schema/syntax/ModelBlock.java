package dev.gnomon.schema.syntax;

import java.util.List;
import java.util.Optional;

/**
 * A model, a view, or a composite type.
 *
 * @param kind          which of them
 * @param name          the block's name
 * @param entries       everything between the braces
 * @param documentation of the {@code ///} lines directly in front
 * @param header        from the keyword through the opening brace, with whatever follows it on its line
 * @param span          from the keyword through the closing brace
 */
public record ModelBlock(
        Kind kind, Identifier name, List<BlockEntry> entries, Optional<String> documentation, Span header, Span span)
        implements Block {

    /** The three blocks that hold fields. */
    public enum Kind {
        MODEL("model"),
        VIEW("view"),
        TYPE("type");

        private final String keyword;

        Kind(String keyword) {
            this.keyword = keyword;
        }

        public String keyword() {
            return keyword;
        }
    }

    public ModelBlock {
        entries = List.copyOf(entries);
    }

    @Override
    public String keyword() {
        return kind.keyword();
    }

    /** Give the fields in the order of the text. */
    public List<FieldDeclaration> fields() {
        return Pieces.of(FieldDeclaration.class, entries);
    }

    /** Give the block attributes in the order of the text. */
    public List<BlockAttribute> attributes() {
        return BlockAttribute.in(entries);
    }
}
