package dev.gnomon.schema.syntax;

import java.util.List;
import java.util.Optional;

/**
 * A datasource or generator.
 *
 * @param kind          which of them
 * @param name          the block's name
 * @param entries       everything between the braces
 * @param documentation of the {@code ///} lines directly in front
 * @param header        from the keyword through the opening brace, with whatever follows it on its line
 * @param span          from the keyword through the closing brace
 */
public record ConfigBlock(
        Kind kind, Identifier name, List<BlockEntry> entries, Optional<String> documentation, Span header, Span span)
        implements Block {

    /** The two blocks that hold settings. */
    public enum Kind {
        DATASOURCE("datasource"),
        GENERATOR("generator");

        private final String keyword;

        Kind(String keyword) {
            this.keyword = keyword;
        }

        public String keyword() {
            return keyword;
        }
    }

    public ConfigBlock {
        entries = List.copyOf(entries);
    }

    @Override
    public String keyword() {
        return kind.keyword();
    }

    /** Give the properties in the order of the text. */
    public List<ConfigProperty> properties() {
        return entries.stream()
                .filter(ConfigProperty.class::isInstance)
                .map(ConfigProperty.class::cast)
                .toList();
    }
}
