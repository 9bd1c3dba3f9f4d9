package dev.gnomon.schema.pull;

import dev.gnomon.schema.syntax.BlankLines;
import dev.gnomon.schema.syntax.BlockEntry;
import dev.gnomon.schema.syntax.Comment;
import dev.gnomon.schema.syntax.ConfigBlock;
import dev.gnomon.schema.syntax.ConfigProperty;
import dev.gnomon.schema.syntax.Expression;
import dev.gnomon.schema.syntax.SchemaDocument;
import dev.gnomon.schema.syntax.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the datasource and the generators again, with their comments. */
final class ConfigWriter {

    private static final String FORMER_RELATION_MODE = "referentialIntegrity";
    private static final String RELATION_MODE = "relationMode";
    private static final String NAMESPACES = "schemas";
    private static final String PREVIEW_FEATURES = "previewFeatures";

    /** In front of the other properties of a generator, which come in the order of their names. */
    private static final List<String> FIRST_PROPERTIES =
            List.of("provider", "output", PREVIEW_FEATURES, "binaryTargets");

    private final SchemaDocument document;
    private final List<String> namespaces;
    private final Optional<String> neededFeature;

    /**
     * @param namespaces    to name in the datasource instead of those that it names; empty: those
     * @param neededFeature a preview feature without which the schema would not be valid
     */
    ConfigWriter(SchemaDocument document, List<String> namespaces, Optional<String> neededFeature) {
        this.document = document;
        this.namespaces = namespaces;
        this.neededFeature = neededFeature;
    }

    String write(ConfigBlock block) {
        BlockText header = new BlockText();
        block.documentation().ifPresent(header::documentation);
        BlockText properties = new BlockText();
        boolean isGenerator = block.kind() == ConfigBlock.Kind.GENERATOR;
        for (BlockEntry entry : isGenerator ? inOrder(block.entries()) : block.entries()) {
            if (entry instanceof ConfigProperty property) {
                String name = property.name().name();
                String comment = property.trailingComment()
                        .map(trailing -> " " + trailing)
                        .orElse("");
                properties.row(
                        name.equals(FORMER_RELATION_MODE) ? RELATION_MODE : name, "= " + value(property) + comment);
            } else if (entry instanceof Comment comment) {
                properties.plain(comment.text());
            } else if (entry instanceof BlankLines) {
                properties.plain("");
            }
            if (isGenerator && neededFeature.isPresent() && isLastBeforeFeatures(entry, block)) {
                properties.row(PREVIEW_FEATURES, "= " + texts(List.of(neededFeature.get())));
            }
        }
        StringBuilder text = new StringBuilder();
        header.appendTo(text, "");
        text.append(block.keyword()).append(' ').append(block.name().name()).append(" {\n");
        properties.appendTo(text, "  ");
        return text.append("}\n").toString();
    }

    /** The order that the engine gives a generator; one with comments stays as it is, so that they stay where they belong. */
    private static List<BlockEntry> inOrder(List<BlockEntry> entries) {
        boolean hasComments = entries.stream()
                .anyMatch(entry -> entry instanceof Comment
                        || (entry instanceof ConfigProperty property
                                && property.trailingComment().isPresent()));
        if (hasComments) {
            return entries;
        }
        return entries.stream()
                .filter(ConfigProperty.class::isInstance)
                .map(ConfigProperty.class::cast)
                .sorted(Comparator.<ConfigProperty>comparingInt(property -> rank(name(property)))
                        .thenComparing(ConfigWriter::name))
                .<BlockEntry>map(property -> property)
                .toList();
    }

    private static int rank(String name) {
        int first = FIRST_PROPERTIES.indexOf(name);
        return first < 0 ? FIRST_PROPERTIES.size() : first;
    }

    private static String name(ConfigProperty property) {
        return property.name().name();
    }

    /** Whether preview features that the generator lacks belong behind an entry. */
    private static boolean isLastBeforeFeatures(BlockEntry entry, ConfigBlock block) {
        List<String> names = block.entries().stream()
                .filter(ConfigProperty.class::isInstance)
                .map(each -> name((ConfigProperty) each))
                .toList();
        return !names.contains(PREVIEW_FEATURES)
                && entry instanceof ConfigProperty property
                && name(property).equals(names.contains("output") ? "output" : "provider");
    }

    private String value(ConfigProperty property) {
        if (name(property).equals(NAMESPACES) && !namespaces.isEmpty()) {
            return texts(namespaces);
        }
        if (name(property).equals(PREVIEW_FEATURES)
                && property.value().orElse(null)
                        instanceof Expression.ArrayLiteral(List<Expression> elements, Span span)
                && elements.stream().allMatch(Expression.StringLiteral.class::isInstance)) {
            List<String> features = new ArrayList<>(elements.stream()
                    .map(element -> ((Expression.StringLiteral) element).value())
                    .distinct()
                    .sorted()
                    .toList());
            neededFeature.filter(needed -> !features.contains(needed)).ifPresent(features::add);
            return texts(features);
        }
        return property.value().map(this::text).orElse("");
    }

    private static String texts(List<String> values) {
        return values.stream().map(Literals::text).collect(Collectors.joining(", ", "[", "]"));
    }

    private String text(Expression expression) {
        return document.text(expression.span());
    }
}
