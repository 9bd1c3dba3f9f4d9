package dev.gnomon.schema.resolution;

import dev.gnomon.schema.syntax.Argument;
import dev.gnomon.schema.syntax.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Takes values out of expressions, and complains where an expression is of another kind. */
public final class Expressions {

    private Expressions() {}

    public static Optional<String> constant(Expression expression, DiagnosticCollector diagnostics) {
        if (expression instanceof Expression.Constant constant) {
            return Optional.of(constant.path());
        }
        return mismatch("constant", expression, diagnostics);
    }

    public static Optional<String> string(Expression expression, DiagnosticCollector diagnostics) {
        if (expression instanceof Expression.StringLiteral literal) {
            return Optional.of(literal.value());
        }
        return mismatch("string", expression, diagnostics);
    }

    public static Optional<Boolean> bool(Expression expression, DiagnosticCollector diagnostics) {
        if (expression instanceof Expression.Constant constant
                && (constant.path().equals("true") || constant.path().equals("false"))) {
            return Optional.of(constant.path().equals("true"));
        }
        return mismatch("boolean", expression, diagnostics);
    }

    public static Optional<Long> integer(Expression expression, DiagnosticCollector diagnostics) {
        if (expression instanceof Expression.NumberLiteral number) {
            try {
                return Optional.of(Long.parseLong(number.digits()));
            } catch (NumberFormatException notWhole) {
                return mismatch("numeric", expression, diagnostics);
            }
        }
        return mismatch("numeric", expression, diagnostics);
    }

    /** Take the elements of a list, or a single value as a list of one; empty if any is of another kind. */
    public static <T> Optional<List<T>> array(Expression expression, Function<Expression, Optional<T>> element) {
        if (!(expression instanceof Expression.ArrayLiteral array)) {
            return element.apply(expression).map(List::of);
        }
        List<T> values = new ArrayList<>();
        boolean complete = true;
        for (Expression one : array.elements()) {
            Optional<T> value = element.apply(one);
            value.ifPresent(values::add);
            complete &= value.isPresent();
        }
        return complete ? Optional.of(values) : Optional.empty();
    }

    public static <T> Optional<T> mismatch(String expected, Expression expression, DiagnosticCollector diagnostics) {
        diagnostics.error(
                "Expected a " + expected + " value, but received " + kind(expression) + " value `" + text(expression)
                        + "`.",
                expression.span());
        return Optional.empty();
    }

    /** Name the kind of an expression as messages do. */
    public static String kind(Expression expression) {
        return switch (expression) {
            case Expression.NumberLiteral number -> "numeric";
            case Expression.StringLiteral string -> "string";
            case Expression.Constant constant -> "literal";
            case Expression.FunctionCall call -> "functional";
            case Expression.ArrayLiteral array -> "array";
            case Expression.ObjectLiteral object -> "object";
        };
    }

    /** Write an expression the usual way. */
    public static String text(Expression expression) {
        return switch (expression) {
            case Expression.NumberLiteral number -> number.digits();
            case Expression.StringLiteral string -> quoted(string.value());
            case Expression.Constant constant -> constant.path();
            case Expression.FunctionCall call ->
                call.arguments().items().stream()
                        .map(Expressions::text)
                        .collect(Collectors.joining(", ", call.name() + "(", ")"));
            case Expression.ArrayLiteral array ->
                array.elements().stream().map(Expressions::text).collect(Collectors.joining(", ", "[", "]"));
            case Expression.ObjectLiteral object ->
                object.members().stream()
                        .map(member -> member.name().name() + ": " + text(member.value()))
                        .collect(Collectors.joining(", ", "{ ", " }"));
        };
    }

    private static String text(Argument argument) {
        return argument.name().map(name -> name.name() + ": ").orElse("") + text(argument.value());
    }

    private static String quoted(String value) {
        StringBuilder text = new StringBuilder("\"");
        for (int index = 0; index < value.length(); index++) {
            char character = value.charAt(index);
            switch (character) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> text.append(character);
            }
        }
        return text.append('"').toString();
    }
}
