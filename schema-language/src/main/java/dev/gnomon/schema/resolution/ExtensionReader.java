package dev.gnomon.schema.resolution;

import dev.gnomon.schema.syntax.Argument;
import dev.gnomon.schema.syntax.Expression;
import dev.gnomon.schema.syntax.Identifier;
import dev.gnomon.schema.syntax.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the datasource's list of extensions. */
final class ExtensionReader {

    private final DiagnosticCollector diagnostics;

    ExtensionReader(DiagnosticCollector diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** Read the list and sort it by name. */
    List<ResolvedExtension> read(Expression expression) {
        List<ResolvedExtension> extensions =
                new ArrayList<>(Expressions.array(expression, this::extension).orElse(List.of()));
        extensions.sort(Comparator.comparing(ResolvedExtension::name));
        return extensions;
    }

    private Optional<ResolvedExtension> extension(Expression expression) {
        return switch (expression) {
            case Expression.Constant constant -> extension(constant.path(), List.of(), constant.span());
            case Expression.FunctionCall call ->
                extension(call.name(), call.arguments().items(), call.span());
            case Expression.NumberLiteral other -> mismatch(other);
            case Expression.StringLiteral other -> mismatch(other);
            case Expression.ArrayLiteral other -> mismatch(other);
            case Expression.ObjectLiteral other -> mismatch(other);
        };
    }

    private Optional<ResolvedExtension> mismatch(Expression expression) {
        return Expressions.mismatch("constant or function", expression, diagnostics);
    }

    private Optional<ResolvedExtension> extension(String name, List<Argument> arguments, Span span) {
        NameRules.checkForm(new Identifier(name, span), "extension", diagnostics);
        Map<String, String> texts = new HashMap<>();
        for (Argument argument : arguments) {
            if (argument.name().isEmpty()) {
                diagnostics.validation("The argument must have a name", argument.span());
                continue;
            }
            String key = argument.name().get().name();
            switch (key) {
                case "map", "schema", "version" -> {
                    Optional<String> text = Expressions.string(argument.value(), diagnostics);
                    if (text.isEmpty()) {
                        diagnostics.validation("The `" + key + "` argument must be a string literal", argument.span());
                    } else if (texts.put(key, text.get()) != null) {
                        diagnostics.validation("The argument `" + key + "` can only be defined once", argument.span());
                    }
                }
                default -> diagnostics.error("Argument not known: \"" + key + "\".", argument.span());
            }
        }
        return Optional.of(new ResolvedExtension(
                name,
                Optional.ofNullable(texts.get("map")),
                Optional.ofNullable(texts.get("schema")),
                Optional.ofNullable(texts.get("version")),
                span));
    }
}
