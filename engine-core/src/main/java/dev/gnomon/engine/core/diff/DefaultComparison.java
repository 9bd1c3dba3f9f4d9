package dev.gnomon.engine.core.diff;

import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.TypeFamily;
import java.util.List;
import java.util.Optional;

/** Tells whether two defaults store the same, however they are written. */
final class DefaultComparison {

    private DefaultComparison() {}

    static boolean same(BeforeAfter<Column> column) {
        Optional<DefaultValue> before = column.before().databaseDefault();
        Optional<DefaultValue> after = column.after().databaseDefault();
        if (after.isPresent() && after.get() instanceof DefaultValue.AnyExpression) {
            return true;
        }
        if (before.isEmpty() && after.isEmpty()) {
            return true;
        }
        if (before.isEmpty()) {
            return isNumbering(after.get());
        }
        if (after.isEmpty()) {
            return isNumbering(before.get());
        }
        if (isNumber(before.get())
                && isNumber(after.get())
                && wholeNumbers(column.before()) != wholeNumbers(column.after())) {
            return false;
        }
        return same(before.get(), after.get(), column.after());
    }

    /** A whole number is another default than the same number with decimals. */
    private static boolean wholeNumbers(Column column) {
        return column.type().family() == TypeFamily.Scalar.INT || column.type().family() == TypeFamily.Scalar.BIG_INT;
    }

    private static boolean isNumber(DefaultValue value) {
        return value instanceof DefaultValue.Literal(LiteralValue.Number number);
    }

    /** A sequence behind a column shows as a column that starts or ceases to number its rows. */
    private static boolean isNumbering(DefaultValue value) {
        return value instanceof DefaultValue.NextValue;
    }

    private static boolean same(DefaultValue before, DefaultValue after, Column column) {
        if (isInstant(before) || isInstant(after)) {
            // Databases give instants back in too many spellings to compare.
            return true;
        }
        if (column.type().family() == TypeFamily.Scalar.DATE_TIME
                && ((isList(before) && after instanceof DefaultValue.Expression)
                        || (before instanceof DefaultValue.Expression && isList(after)))) {
            return true;
        }
        return switch (before) {
            case DefaultValue.Literal(LiteralValue value) ->
                after instanceof DefaultValue.Literal(LiteralValue other) && sameValue(value, other);
            case DefaultValue.Expression(String sql) ->
                after instanceof DefaultValue.Expression(String other) && ExpressionText.same(sql, other);
            case DefaultValue.CurrentTimestamp now -> after instanceof DefaultValue.CurrentTimestamp;
            case DefaultValue.NextValue next -> after instanceof DefaultValue.NextValue;
            case DefaultValue.AnyExpression any -> after instanceof DefaultValue.Expression;
            case DefaultValue.ClientGenerated client -> false;
        };
    }

    private static boolean isInstant(DefaultValue value) {
        return value instanceof DefaultValue.Literal(LiteralValue.DateTime instant);
    }

    private static boolean isList(DefaultValue value) {
        return value instanceof DefaultValue.Literal(LiteralValue.ListOf list);
    }

    private static boolean sameValue(LiteralValue before, LiteralValue after) {
        return switch (before) {
            case LiteralValue.Number number ->
                after instanceof LiteralValue.Number other && number.value().compareTo(other.value()) == 0;
            case LiteralValue.Json(String text) ->
                after instanceof LiteralValue.Json(String other)
                        ? JsonComparison.same(text, other)
                        : text.equals(wordOf(after).orElse(null));
            case LiteralValue.Text(String text) -> text.equals(wordOf(after).orElse(null));
            case LiteralValue.EnumValue(String text) ->
                text.equals(wordOf(after).orElse(null));
            case LiteralValue.ListOf(List<LiteralValue> elements) ->
                after instanceof LiteralValue.ListOf(List<LiteralValue> others) && sameElements(elements, others);
            case LiteralValue.DateTime instant -> after instanceof LiteralValue.DateTime;
            case LiteralValue.Bool bool -> bool.equals(after);
            case LiteralValue.Bytes bytes -> bytes.equals(after);
        };
    }

    /** The text of an enum's value, a string or JSON: a database may take the one for the other. */
    private static Optional<String> wordOf(LiteralValue value) {
        return switch (value) {
            case LiteralValue.Text(String text) -> Optional.of(text);
            case LiteralValue.EnumValue(String text) -> Optional.of(text);
            case LiteralValue.Number number -> Optional.empty();
            case LiteralValue.Bool bool -> Optional.empty();
            case LiteralValue.Bytes bytes -> Optional.empty();
            case LiteralValue.DateTime instant -> Optional.empty();
            case LiteralValue.Json(String text) -> Optional.of(text);
            case LiteralValue.ListOf list -> Optional.empty();
        };
    }

    private static boolean sameElements(List<LiteralValue> before, List<LiteralValue> after) {
        if (before.size() != after.size()) {
            return false;
        }
        for (int i = 0; i < before.size(); i++) {
            if (!sameValue(before.get(i), after.get(i))) {
                return false;
            }
        }
        return true;
    }
}
