package dev.gnomon.schema.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one file, line by line and block by block. */
final class FileParser {

    private static final String NO_KEYWORD = "does not start with any known Prisma schema keyword.";

    private final Scanner scanner;
    private final List<Diagnostic> diagnostics;
    private final List<TopLevelEntry> entries = new ArrayList<>();

    /** A block that ran into the end of the file: so would every later one, and none of them is tried. */
    private boolean unclosedBlock;

    private boolean unclosedComment;

    FileParser(String text, int file, List<Diagnostic> diagnostics) {
        this.scanner = new Scanner(text, file);
        this.diagnostics = diagnostics;
    }

    SchemaDocument.FileTree parse() {
        while (true) {
            scanner.skipBlanks();
            if (scanner.atEnd()) {
                return new SchemaDocument.FileTree(entries);
            }
            entries.add(topLevelEntry());
        }
    }

    private TopLevelEntry topLevelEntry() {
        if (scanner.atNewline()) {
            return blankLines();
        }
        Comment comment = comment();
        if (comment != null) {
            return comment;
        }
        int from = scanner.position();
        int reported = diagnostics.size();
        TopLevelEntry block = unclosedBlock ? null : block();
        if (block != null) {
            return block;
        }
        while (diagnostics.size() > reported) {
            diagnostics.removeLast();
        }
        scanner.moveTo(from);
        return invalidLine("Error validating: This line is invalid. It " + NO_KEYWORD);
    }

    private @Nullable TopLevelEntry block() {
        int from = scanner.position();
        Identifier keyword = scanner.takeIdentifier();
        if (keyword == null) {
            return null;
        }
        int behindKeyword = scanner.position();
        scanner.skipBlanks();
        if (scanner.position() == behindKeyword || scanner.at('{')) {
            return arbitraryBlock(from);
        }
        return switch (keyword.name()) {
            case "model" -> modelBlock(from, ModelBlock.Kind.MODEL);
            case "view" -> modelBlock(from, ModelBlock.Kind.VIEW);
            case "type" -> typeBlock(from);
            case "enum" -> enumBlock(from);
            case "datasource" -> configBlock(from, ConfigBlock.Kind.DATASOURCE);
            case "generator" -> configBlock(from, ConfigBlock.Kind.GENERATOR);
            default -> null;
        };
    }

    private @Nullable TopLevelEntry arbitraryBlock(int from) {
        if (!openBlock()) {
            return null;
        }
        while (!scanner.at('}')) {
            if (scanner.atEnd()) {
                unclosedBlock = true;
                return null;
            }
            scanner.moveTo(scanner.position() + 1);
        }
        scanner.take('}');
        Span span = scanner.span(from);
        diagnostics.add(Diagnostic.error(
                "Error validating: This block is invalid. It " + NO_KEYWORD
                        + " Valid keywords include 'model', 'enum', 'type', 'datasource' and 'generator'.",
                span));
        return new InvalidText(scanner.between(from, scanner.position()), span);
    }

    private @Nullable TopLevelEntry typeBlock(int from) {
        int behindKeyword = scanner.position();
        Identifier name = scanner.takeIdentifier();
        scanner.skipBlanks();
        if (name != null && scanner.at('=')) {
            scanner.skipLine();
            Span span = scanner.span(from);
            diagnostics.add(Diagnostic.error(
                    "Error validating: Invalid type definition. Please check the documentation in"
                            + " https://pris.ly/d/composite-types",
                    span));
            return new InvalidText(scanner.between(from, scanner.position()), span);
        }
        scanner.moveTo(behindKeyword);
        return modelBlock(from, ModelBlock.Kind.TYPE);
    }

    private @Nullable TopLevelEntry modelBlock(int from, ModelBlock.Kind kind) {
        Identifier name = scanner.takeIdentifier();
        if (name == null || !openBlock()) {
            return null;
        }
        Span header = scanner.span(from);
        Optional<String> documentation = documentationAbove(entries);
        List<BlockEntry> content = content(
                lines -> {
                    if (scanner.at("@@")) {
                        return blockAttribute();
                    }
                    return lines.field(kind, name.name());
                },
                "Error validating: This line is not a valid field or attribute definition.");
        return content == null ? null : new ModelBlock(kind, name, content, documentation, header, scanner.span(from));
    }

    private @Nullable TopLevelEntry enumBlock(int from) {
        Identifier name = scanner.takeIdentifier();
        if (name == null || !openBlock()) {
            return null;
        }
        Span header = scanner.span(from);
        Optional<String> documentation = documentationAbove(entries);
        List<BlockEntry> content = content(
                lines -> scanner.at("@@") ? blockAttribute() : lines.enumValue(),
                "Error validating: This line is not an enum value definition.");
        if (content == null) {
            return null;
        }
        EnumBlock block = new EnumBlock(name, content, documentation, header, scanner.span(from));
        if (block.values().isEmpty()) {
            diagnostics.add(Diagnostic.error("Error validating: An enum must have at least one value.", block.span()));
        }
        return block;
    }

    private @Nullable TopLevelEntry configBlock(int from, ConfigBlock.Kind kind) {
        Identifier name = scanner.takeIdentifier();
        if (name == null || !openBlock()) {
            return null;
        }
        Span header = scanner.span(from);
        Optional<String> documentation = documentationAbove(entries);
        List<BlockEntry> content = content(
                LineParser::configProperty,
                "Error validating: This line is not a valid definition within a " + kind.keyword() + ".");
        return content == null ? null : new ConfigBlock(kind, name, content, documentation, header, scanner.span(from));
    }

    /** Take the opening brace, and its line with whatever stands there. */
    private boolean openBlock() {
        scanner.skipBlanks();
        if (!scanner.take('{')) {
            return false;
        }
        scanner.skipLine();
        return scanner.takeNewline();
    }

    /** Reads one line of a block's content, or answers {@code null} where it is none. */
    @FunctionalInterface
    private interface LineReader {
        @Nullable
        BlockEntry read(LineParser lines);
    }

    private @Nullable List<BlockEntry> content(LineReader reader, String messageForOthers) {
        List<BlockEntry> content = new ArrayList<>();
        while (true) {
            scanner.skipBlanks();
            if (scanner.atEnd()) {
                unclosedBlock = true;
                return null;
            }
            if (scanner.take('}')) {
                return content;
            }
            if (scanner.atNewline()) {
                content.add(blankLines());
                continue;
            }
            Comment comment = comment();
            if (comment != null) {
                content.add(comment);
                continue;
            }
            int from = scanner.position();
            List<Diagnostic> ofLine = new ArrayList<>();
            BlockEntry entry = reader.read(new LineParser(scanner, ofLine, content));
            if (entry == null) {
                scanner.moveTo(from);
                content.add(invalidLine(messageForOthers));
            } else {
                diagnostics.addAll(ofLine);
                content.add(entry);
            }
        }
    }

    private @Nullable BlockEntry blockAttribute() {
        int from = scanner.position();
        scanner.take("@@");
        List<Diagnostic> ofLine = new ArrayList<>();
        Attribute attribute = new ExpressionParser(scanner, ofLine).attribute();
        if (attribute == null) {
            return null;
        }
        int behind = scanner.position();
        scanner.skipBlanks();
        Optional<String> comment = Optional.empty();
        if (scanner.at("//")) {
            comment = Optional.of(scanner.takeLine().stripTrailing());
        } else {
            scanner.moveTo(behind);
        }
        Span span = scanner.span(from);
        scanner.skipBlanks();
        if (!scanner.takeNewline()) {
            return null;
        }
        diagnostics.addAll(ofLine);
        return new BlockAttribute(attribute, comment, span);
    }

    private BlankLines blankLines() {
        int from = scanner.position();
        int count = 0;
        int behind = from;
        while (scanner.takeNewline()) {
            count++;
            behind = scanner.position();
            scanner.skipBlanks();
        }
        scanner.moveTo(behind);
        return new BlankLines(count, scanner.span(from));
    }

    private @Nullable Comment comment() {
        int from = scanner.position();
        if (scanner.at("//")) {
            Comment.Kind kind = scanner.at("///") ? Comment.Kind.DOCUMENTATION : Comment.Kind.PLAIN;
            String line = scanner.takeLine().stripTrailing();
            Span span = scanner.span(from);
            scanner.takeNewline();
            return new Comment(kind, line, span);
        }
        if (scanner.at("/*") && !unclosedComment) {
            scanner.take("/*");
            while (!scanner.at("*/")) {
                if (scanner.atEnd()) {
                    unclosedComment = true;
                    scanner.moveTo(from);
                    return null;
                }
                scanner.moveTo(scanner.position() + 1);
            }
            scanner.take("*/");
            Span span = scanner.span(from);
            scanner.skipBlanks();
            scanner.takeNewline();
            return new Comment(Comment.Kind.MULTI_LINE, scanner.between(span.from(), span.to()), span);
        }
        return null;
    }

    private InvalidText invalidLine(String message) {
        int from = scanner.position();
        String line = scanner.takeLine();
        scanner.takeNewline();
        Span span = scanner.span(from);
        diagnostics.add(Diagnostic.error(message, span));
        return new InvalidText(line.stripTrailing(), span);
    }

    /** Join the documentation lines that stand directly in front of what comes next. */
    static Optional<String> documentationAbove(List<?> entries) {
        List<String> lines = new ArrayList<>();
        for (int index = entries.size() - 1; index >= 0 && entries.get(index) instanceof Comment comment; index--) {
            if (comment.kind() == Comment.Kind.DOCUMENTATION) {
                lines.addFirst(documentationText(comment.text()));
            }
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines));
    }

    static String documentationText(String comment) {
        return comment.substring(3).strip();
    }
}
