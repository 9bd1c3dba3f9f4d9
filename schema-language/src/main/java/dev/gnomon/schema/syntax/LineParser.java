package dev.gnomon.schema.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads one line of a block: a field, an enum value or a property.
 *
 * <p>A method answers {@code null} where the line is none of them. Its diagnostics count only where it is one.
 */
final class LineParser {

    private final Scanner scanner;
    private final List<Diagnostic> diagnostics;
    private final List<BlockEntry> above;
    private final ExpressionParser expressions;

    LineParser(Scanner scanner, List<Diagnostic> diagnostics, List<BlockEntry> above) {
        this.scanner = scanner;
        this.diagnostics = diagnostics;
        this.above = above;
        this.expressions = new ExpressionParser(scanner, diagnostics);
    }

    @Nullable
    BlockEntry field(ModelBlock.Kind container, String containerName) {
        int from = scanner.position();
        Identifier name = scanner.takeIdentifier();
        if (name == null) {
            return null;
        }
        scanner.skipBlanks();
        int colon = scanner.position();
        if (scanner.take(':')) {
            diagnostics.add(Diagnostic.error("Field declarations don't require a `:`.", scanner.span(colon)));
            scanner.skipBlanks();
        }
        FieldType type = fieldType();
        List<Attribute> attributes = attributes();
        LineEnd end = attributes == null ? null : lineEnd();
        if (attributes == null || end == null) {
            return null;
        }
        Span span = scanner.span(from);
        if (type == null) {
            diagnostics.add(Diagnostic.error(
                    "Error validating %s \"%s\": This field declaration is invalid. It is either missing a name or a type."
                            .formatted(container.keyword(), containerName),
                    span));
            return new InvalidText(scanner.between(from, end.textEnd()).stripTrailing(), span);
        }
        return new FieldDeclaration(name, type, attributes, documentation(end), end.comment(), span);
    }

    @Nullable
    BlockEntry enumValue() {
        int from = scanner.position();
        Identifier name = scanner.takeIdentifier();
        if (name == null) {
            return null;
        }
        List<Attribute> attributes = attributes();
        LineEnd end = attributes == null ? null : lineEnd();
        if (attributes == null || end == null) {
            return null;
        }
        return new EnumValueDeclaration(name, attributes, documentation(end), end.comment(), scanner.span(from));
    }

    @Nullable
    BlockEntry configProperty() {
        int from = scanner.position();
        Identifier name = scanner.takeIdentifier();
        scanner.skipBlanks();
        if (name == null || !scanner.take('=')) {
            return null;
        }
        scanner.skipBlanks();
        Expression value = null;
        if (!scanner.atNewline() && !scanner.at("//")) {
            value = expressions.expression();
            if (value == null) {
                return null;
            }
        }
        Span span = scanner.span(from);
        LineEnd end = lineEnd();
        return end == null ? null : new ConfigProperty(name, Optional.ofNullable(value), end.comment(), span);
    }

    private @Nullable FieldType fieldType() {
        int from = scanner.position();
        if (scanner.take('[')) {
            scanner.skipBlanks();
            FieldType element = baseType();
            scanner.skipBlanks();
            if (element == null || !scanner.take(']')) {
                scanner.moveTo(from);
                return null;
            }
            Span span = scanner.span(from);
            diagnostics.add(Diagnostic.error("To specify a list, please use `Type[]` instead of `[Type]`.", span));
            return new FieldType(element.name(), element.unsupported(), FieldType.Arity.LIST, span);
        }
        FieldType base = baseType();
        if (base == null) {
            scanner.moveTo(from);
            return null;
        }
        int behindBase = scanner.position();
        scanner.skipBlanks();
        int suffix = scanner.position();
        if (scanner.take('[')) {
            scanner.skipBlanks();
            if (!scanner.take(']')) {
                scanner.moveTo(behindBase);
                return base;
            }
            if (scanner.take('?')) {
                diagnostics.add(Diagnostic.error(
                        "Optional lists are not supported. Use either `Type[]` or `Type?`.", scanner.span(from)));
            }
            return new FieldType(base.name(), base.unsupported(), FieldType.Arity.LIST, scanner.span(from));
        }
        if (scanner.take('?')) {
            return new FieldType(base.name(), base.unsupported(), FieldType.Arity.OPTIONAL, scanner.span(from));
        }
        if (scanner.take('!')) {
            diagnostics.add(Diagnostic.error(
                    "Fields are required by default, `!` is no longer required.", scanner.span(suffix)));
            return base;
        }
        scanner.moveTo(behindBase);
        return base;
    }

    private @Nullable FieldType baseType() {
        int from = scanner.position();
        if (scanner.take("Unsupported(")) {
            scanner.skipBlanks();
            String text = scanner.takeString(diagnostics);
            scanner.skipBlanks();
            if (text == null || !scanner.take(')')) {
                return null;
            }
            return new FieldType("Unsupported", Optional.of(text), FieldType.Arity.REQUIRED, scanner.span(from));
        }
        Identifier name = scanner.takeIdentifier();
        return name == null
                ? null
                : new FieldType(name.name(), Optional.empty(), FieldType.Arity.REQUIRED, name.span());
    }

    private @Nullable List<Attribute> attributes() {
        List<Attribute> attributes = new ArrayList<>();
        while (true) {
            int behind = scanner.position();
            scanner.skipBlanks();
            if (!scanner.take('@')) {
                scanner.moveTo(behind);
                return attributes;
            }
            Attribute attribute = expressions.attribute();
            if (attribute == null) {
                return null;
            }
            attributes.add(attribute);
        }
    }

    /**
     * The end of a line.
     *
     * @param textEnd where the newline begins
     */
    private record LineEnd(Optional<String> comment, int textEnd) {}

    private @Nullable LineEnd lineEnd() {
        scanner.skipBlanks();
        Optional<String> comment = Optional.empty();
        if (scanner.at("//")) {
            comment = Optional.of(scanner.takeLine().stripTrailing());
        }
        int textEnd = scanner.position();
        return scanner.takeNewline() ? new LineEnd(comment, textEnd) : null;
    }

    private Optional<String> documentation(LineEnd end) {
        Optional<String> inFront = FileParser.documentationAbove(above);
        Optional<String> behind =
                end.comment().filter(comment -> comment.startsWith("///")).map(FileParser::documentationText);
        if (inFront.isPresent() && behind.isPresent()) {
            return Optional.of(inFront.get() + "\n" + behind.get());
        }
        return inFront.isPresent() ? inFront : behind;
    }
}
