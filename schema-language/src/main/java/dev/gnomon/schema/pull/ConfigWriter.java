package dev.gnomon.schema.pull;

import dev.gnomon.schema.syntax.BlankLines;
import dev.gnomon.schema.syntax.BlockEntry;
import dev.gnomon.schema.syntax.Comment;
import dev.gnomon.schema.syntax.ConfigBlock;
import dev.gnomon.schema.syntax.ConfigProperty;
import dev.gnomon.schema.syntax.Expression;
import dev.gnomon.schema.syntax.SchemaDocument;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the datasource and the generators again, with their comments. */
final class ConfigWriter {

    private static final String FORMER_RELATION_MODE = "referentialIntegrity";
    private static final String RELATION_MODE = "relationMode";
    private static final String NAMESPACES = "schemas";

    private final SchemaDocument document;

    private final List<String> namespaces;

    /** @param namespaces to name in the datasource instead of those that it names; empty: those */
    ConfigWriter(SchemaDocument document, List<String> namespaces) {
        this.document = document;
        this.namespaces = namespaces;
    }

    String write(ConfigBlock block) {
        BlockText header = new BlockText();
        block.documentation().ifPresent(header::documentation);
        BlockText properties = new BlockText();
        for (BlockEntry entry : block.entries()) {
            if (entry instanceof ConfigProperty property) {
                String name = property.name().name();
                String value = name.equals(NAMESPACES) && !namespaces.isEmpty()
                        ? namespaces.stream().map(Literals::text).collect(Collectors.joining(", ", "[", "]"))
                        : property.value().map(this::text).orElse("");
                String comment = property.trailingComment()
                        .map(trailing -> " " + trailing)
                        .orElse("");
                properties.row(name.equals(FORMER_RELATION_MODE) ? RELATION_MODE : name, "= " + value + comment);
            } else if (entry instanceof Comment comment) {
                properties.plain(comment.text());
            } else if (entry instanceof BlankLines) {
                properties.plain("");
            }
        }
        StringBuilder text = new StringBuilder();
        header.appendTo(text, "");
        text.append(block.keyword()).append(' ').append(block.name().name()).append(" {\n");
        properties.appendTo(text, "  ");
        return text.append("}\n").toString();
    }

    private String text(Expression expression) {
        return document.text(expression.span());
    }
}
