package dev.gnomon.schema.format;

import dev.gnomon.schema.syntax.Attribute;
import dev.gnomon.schema.syntax.BlankLines;
import dev.gnomon.schema.syntax.Block;
import dev.gnomon.schema.syntax.BlockAttribute;
import dev.gnomon.schema.syntax.BlockEntry;
import dev.gnomon.schema.syntax.Comment;
import dev.gnomon.schema.syntax.ConfigBlock;
import dev.gnomon.schema.syntax.ConfigProperty;
import dev.gnomon.schema.syntax.EnumBlock;
import dev.gnomon.schema.syntax.EnumValueDeclaration;
import dev.gnomon.schema.syntax.FieldDeclaration;
import dev.gnomon.schema.syntax.FieldType;
import dev.gnomon.schema.syntax.InvalidText;
import dev.gnomon.schema.syntax.ModelBlock;
import dev.gnomon.schema.syntax.SchemaDocument;
import dev.gnomon.schema.syntax.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lays out a block: lines without a blank one between them are a section whose columns are aligned; block attributes
 * come last, behind a blank line, in a fixed order, with the comments in front of them.
 */
final class BlockLayout {

    private static final List<String> ATTRIBUTE_ORDER =
            List.of("id", "unique", "default", "updatedAt", "index", "fulltext", "map", "relation", "ignore");

    private final SchemaDocument document;
    private final StringBuilder output;
    private final ExpressionLayout expressions;
    private final TextTable table = new TextTable();
    private final List<CommentedAttribute> attributes = new ArrayList<>();

    /** A block attribute with the comments directly in front of it. */
    private record CommentedAttribute(List<Comment> comments, BlockAttribute attribute) {}

    BlockLayout(SchemaDocument document, StringBuilder output) {
        this.document = document;
        this.output = output;
        this.expressions = new ExpressionLayout(document);
    }

    void layOut(Block block) {
        output.append(block.keyword()).append(' ').append(block.name().name()).append(" {");
        String behindBrace = behindBrace(block);
        output.append(behindBrace.isEmpty() ? "" : " ").append(behindBrace).append('\n');
        layOutContent(block.entries());
        table.flush(output, true);
        if (!attributes.isEmpty()) {
            table.blank();
            attributes.sort(Comparator.comparingInt(
                    commented -> position(commented.attribute().attribute())));
            for (CommentedAttribute commented : attributes) {
                commented.comments().forEach(comment -> CommentLayout.addTo(table, comment, document));
                table.row(
                        List.of("@@"
                                + expressions.attribute(commented.attribute().attribute())),
                        commented.attribute().trailingComment().orElse(""));
            }
            table.flush(output, true);
        }
        output.append("}\n");
    }

    /** Give the comment behind the opening brace; anything else there means nothing and goes. */
    private String behindBrace(Block block) {
        Span header = switch (block) {
            case ModelBlock model -> model.header();
            case EnumBlock definition -> definition.header();
            case ConfigBlock config -> config.header();
        };
        String text = document.text(header);
        String rest = text.substring(text.indexOf('{') + 1).strip();
        return rest.startsWith("//") ? rest : "";
    }

    private void layOutContent(List<BlockEntry> entries) {
        boolean blankBefore = false;
        int index = 0;
        while (index < entries.size()) {
            BlockEntry entry = entries.get(index);
            if (entry instanceof BlankLines) {
                blankBefore = index > 0;
                index++;
                continue;
            }
            List<Comment> comments = comments(entries, index);
            if (!comments.isEmpty()) {
                index += comments.size();
                if (index < entries.size() && entries.get(index) instanceof BlockAttribute attribute) {
                    attributes.add(new CommentedAttribute(comments, attribute));
                    index++;
                } else {
                    startSection(blankBefore);
                    comments.forEach(comment -> CommentLayout.addTo(table, comment, document));
                }
            } else {
                layOutEntry(entry, blankBefore);
                index++;
            }
            blankBefore = false;
        }
    }

    private void layOutEntry(BlockEntry entry, boolean blankBefore) {
        switch (entry) {
            case BlockAttribute attribute -> attributes.add(new CommentedAttribute(List.of(), attribute));
            case FieldDeclaration field -> {
                startSection(blankBefore);
                table.row(
                        List.of(field.name().name(), type(field.type()), attributes(field.attributes())),
                        field.trailingComment().orElse(""));
            }
            case EnumValueDeclaration value -> {
                startSection(blankBefore);
                table.row(
                        List.of(value.name().name(), attributes(value.attributes())),
                        value.trailingComment().orElse(""));
            }
            case ConfigProperty property -> {
                startSection(blankBefore);
                table.row(
                        List.of(
                                property.name().name(),
                                property.value()
                                        .map(value -> "= " + expressions.expression(value))
                                        .orElse("=")),
                        property.trailingComment().orElse(""));
            }
            case InvalidText invalid -> {
                startSection(blankBefore);
                table.line(invalid.text());
            }
            case Comment comment -> CommentLayout.addTo(table, comment, document);
            case BlankLines blank -> {}
        }
    }

    private void startSection(boolean blankBefore) {
        if (blankBefore) {
            table.flush(output, true);
            table.blank();
        }
    }

    private static List<Comment> comments(List<BlockEntry> entries, int from) {
        List<Comment> comments = new ArrayList<>();
        for (int index = from; index < entries.size() && entries.get(index) instanceof Comment comment; index++) {
            comments.add(comment);
        }
        return comments;
    }

    private String type(FieldType type) {
        String written = document.text(type.span());
        String name = type.unsupported().isPresent()
                ? written.substring(written.indexOf("Unsupported("), written.lastIndexOf(')') + 1)
                : type.name();
        String end = written.endsWith("?") && type.arity() == FieldType.Arity.LIST ? "?" : "";
        return name + type.arity().suffix() + end;
    }

    private String attributes(List<Attribute> ofLine) {
        return ofLine.stream()
                .sorted(Comparator.comparingInt(BlockLayout::position))
                .map(attribute -> "@" + expressions.attribute(attribute))
                .collect(Collectors.joining(" "));
    }

    private static int position(Attribute attribute) {
        int position = ATTRIBUTE_ORDER.indexOf(attribute.name());
        return position < 0 ? ATTRIBUTE_ORDER.size() : position;
    }
}
