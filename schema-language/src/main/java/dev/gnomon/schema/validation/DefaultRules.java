package dev.gnomon.schema.validation;

import dev.gnomon.engine.dialect.SchemaFeature;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import dev.gnomon.schema.model.ScalarFieldType;
import dev.gnomon.schema.resolution.DiagnosticCollector;
import dev.gnomon.schema.resolution.ResolvedDefault;
import dev.gnomon.schema.resolution.ResolvedModel;
import dev.gnomon.schema.resolution.ResolvedScalarField;
import dev.gnomon.schema.syntax.Expression;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Optional;

/** Rules about the values of defaults. */
final class DefaultRules {

    private final RuleContext context;
    private final DiagnosticCollector diagnostics;

    DefaultRules(RuleContext context) {
        this.context = context;
        this.diagnostics = context.diagnostics();
    }

    void check(ResolvedModel model, ResolvedScalarField field) {
        if (field.defaultValue().isEmpty()) {
            return;
        }
        ResolvedDefault value = field.defaultValue().get();
        if (value.constraintName().isPresent()) {
            if (!context.supports(SchemaFeature.NAMED_DEFAULTS)) {
                diagnostics.attribute(
                        "@default",
                        "You defined a database name for the default value of a field on the model. This is not"
                                + " supported by the provider.",
                        value.syntax().span());
            }
            context.checkLength(
                    model, value.constraintName(), "@default", value.syntax().span());
        }
        if (field.type() instanceof ScalarFieldType.Builtin builtin) {
            check(builtin.scalar(), value.value());
        }
        if (value.value() instanceof Expression.FunctionCall call && call.name().equals("auto")) {
            diagnostics.attribute(
                    "@default", "The current connector does not support the `auto()` function.", call.span());
        }
    }

    private void check(Scalar type, Expression value) {
        if (value instanceof Expression.ArrayLiteral array) {
            array.elements().forEach(element -> check(type, element));
            return;
        }
        Optional<String> problem = switch (value) {
            case Expression.StringLiteral string -> ofText(type, string.value());
            case Expression.NumberLiteral number ->
                type == Scalar.INT || type == Scalar.BIG_INT ? ofInteger(number.digits()) : Optional.empty();
            case Expression.Constant constant -> Optional.empty();
            case Expression.FunctionCall call -> Optional.empty();
            case Expression.ArrayLiteral array -> Optional.empty();
            case Expression.ObjectLiteral object -> Optional.empty();
        };
        problem.ifPresent(message -> diagnostics.attribute("@default", message, value.span()));
    }

    private static Optional<String> ofText(Scalar type, String text) {
        return switch (type) {
            case JSON -> JsonSyntax.problem(text).map(detail -> parseError(text, "JSON string", detail));
            case BYTES -> ofBytes(text);
            case DATE_TIME -> ofDateTime(text);
            case DECIMAL -> ofDecimal(text);
            case STRING, UUID, BOOLEAN, INT, BIG_INT, FLOAT -> Optional.empty();
        };
    }

    private static Optional<String> ofInteger(String digits) {
        try {
            Long.parseLong(digits);
            return Optional.empty();
        } catch (NumberFormatException wrong) {
            String detail;
            if (digits.indexOf('.') >= 0) {
                detail = "invalid digit found in string";
            } else {
                detail = digits.startsWith("-")
                        ? "number too small to fit in target type"
                        : "number too large to fit in target type";
            }
            return Optional.of(parseError(digits, "integer", detail));
        }
    }

    private static Optional<String> ofBytes(String text) {
        try {
            Base64.getDecoder().decode(text);
            return Optional.empty();
        } catch (IllegalArgumentException wrong) {
            return Optional.of(parseError(text, "base64 string", String.valueOf(wrong.getMessage())));
        }
    }

    private static Optional<String> ofDateTime(String text) {
        try {
            OffsetDateTime.parse(text.replace(' ', 'T'));
            return Optional.empty();
        } catch (DateTimeParseException wrong) {
            return Optional.of(parseError(text, "rfc3339 datetime string", "input contains invalid characters"));
        }
    }

    private static Optional<String> ofDecimal(String text) {
        try {
            new BigDecimal(text);
            return Optional.empty();
        } catch (NumberFormatException wrong) {
            return Optional.of(parseError(text, "decimal", "invalid digit found in string"));
        }
    }

    private static String parseError(String text, String kind, String detail) {
        return "Parse error: \"" + text + "\" is not a valid " + kind + ". (" + detail + ")";
    }
}
