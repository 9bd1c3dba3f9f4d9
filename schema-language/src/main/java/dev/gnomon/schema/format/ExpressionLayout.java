package dev.gnomon.schema.format;

import dev.gnomon.schema.syntax.Argument;
import dev.gnomon.schema.syntax.Arguments;
import dev.gnomon.schema.syntax.Attribute;
import dev.gnomon.schema.syntax.Expression;
import dev.gnomon.schema.syntax.SchemaDocument;
import java.util.stream.Collectors;

/** Writes attributes and values with the usual spaces; words, numbers and strings stay as they are written. */
final class ExpressionLayout {

    private final SchemaDocument document;

    ExpressionLayout(SchemaDocument document) {
        this.document = document;
    }

    String attribute(Attribute attribute) {
        return attribute.name() + attribute.arguments().map(this::arguments).orElse("");
    }

    private String arguments(Arguments arguments) {
        if (!arguments.incomplete().isEmpty()) {
            return document.text(arguments.span());
        }
        return arguments.items().stream().map(this::argument).collect(Collectors.joining(", ", "(", ")"));
    }

    private String argument(Argument argument) {
        return argument.name().map(name -> name.name() + ": ").orElse("") + expression(argument.value());
    }

    String expression(Expression expression) {
        return switch (expression) {
            case Expression.NumberLiteral number -> document.text(number.span());
            case Expression.StringLiteral string -> document.text(string.span());
            case Expression.Constant constant -> document.text(constant.span());
            case Expression.FunctionCall call -> call.name() + arguments(call.arguments());
            case Expression.ArrayLiteral array ->
                array.elements().stream().map(this::expression).collect(Collectors.joining(", ", "[", "]"));
            case Expression.ObjectLiteral object ->
                object.members().isEmpty()
                        ? "{}"
                        : object.members().stream()
                                .map(member -> member.name().name() + ": " + expression(member.value()))
                                .collect(Collectors.joining(", ", "{ ", " }"));
        };
    }
}
