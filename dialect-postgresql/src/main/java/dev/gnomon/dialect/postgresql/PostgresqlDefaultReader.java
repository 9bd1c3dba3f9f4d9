package dev.gnomon.dialect.postgresql;

import dev.gnomon.dialect.postgresql.PostgresqlLiteralReader.Constant;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.TypeFamily;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Understands default expressions as the catalog prints them; what it does not understand stays an expression. */
final class PostgresqlDefaultReader {

    /** More digits than any number has that fits a column; written out they would fill the memory. */
    private static final int MOST_DIGITS = 200_000;

    private final Function<Optional<String>, Optional<String>> namespaceOf;

    /** @param namespaceOf the namespace of an {@link ObjectName} for one as the server writes it */
    PostgresqlDefaultReader(Function<Optional<String>, Optional<String>> namespaceOf) {
        this.namespaceOf = namespaceOf;
    }

    /** The default that an expression stands for; empty where it is NULL, which is no default. */
    Optional<DefaultValue> read(String expression, ColumnType type) {
        if (expression.equals("NULL") || expression.startsWith("NULL::")) {
            return Optional.empty();
        }
        Optional<DefaultValue> sequence = nextValue(expression);
        if (sequence.isPresent()) {
            return sequence;
        }
        if (!type.isList()
                && type.family() == TypeFamily.Scalar.DATE_TIME
                && (expression.equals("now()") || expression.equals("CURRENT_TIMESTAMP"))) {
            return Optional.of(new DefaultValue.CurrentTimestamp());
        }
        Optional<LiteralValue> literal =
                type.isList() ? list(expression, type.family()) : scalar(expression, type.family());
        return Optional.of(literal.<DefaultValue>map(DefaultValue.Literal::new)
                .orElseGet(() -> new DefaultValue.Expression(expression)));
    }

    private Optional<DefaultValue> nextValue(String expression) {
        if (!expression.startsWith("nextval(") || !expression.endsWith(")")) {
            return Optional.empty();
        }
        return PostgresqlLiteralReader.read(expression.substring("nextval(".length(), expression.length() - 1))
                .filter(literal -> literal.kind() == Constant.Kind.STRING)
                .flatMap(literal -> qualifiedName(literal.text()))
                .map(DefaultValue.NextValue::new);
    }

    /** A name as SQL writes it, with or without its namespace and quotes. */
    private Optional<ObjectName> qualifiedName(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == '"') {
                if (quoted && index + 1 < text.length() && text.charAt(index + 1) == '"') {
                    part.append('"');
                    index++;
                } else {
                    quoted = !quoted;
                }
            } else if (character == '.' && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(character);
            }
        }
        parts.add(part.toString());
        String name = parts.get(parts.size() - 1);
        Optional<String> written = parts.size() < 2 ? Optional.empty() : Optional.of(parts.get(parts.size() - 2));
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new ObjectName(written.isEmpty() ? written : namespaceOf.apply(written), name));
    }

    private static Optional<LiteralValue> scalar(String expression, TypeFamily family) {
        return PostgresqlLiteralReader.read(expression).flatMap(literal -> value(literal, family));
    }

    private static Optional<LiteralValue> value(Constant literal, TypeFamily family) {
        boolean isString = literal.kind() == Constant.Kind.STRING;
        return switch (family) {
            case TypeFamily.EnumReference reference ->
                isString ? Optional.of(new LiteralValue.EnumValue(literal.text())) : Optional.empty();
            case TypeFamily.Unsupported unsupported -> Optional.empty();
            case TypeFamily.Scalar scalar ->
                switch (scalar) {
                    case BOOLEAN -> bool(literal.text());
                    case INT, BIG_INT -> number(literal.text()).filter(PostgresqlDefaultReader::isWhole);
                    case FLOAT, DECIMAL -> number(literal.text());
                    case STRING, UUID ->
                        literal.kind() == Constant.Kind.WORD || literal.kind() == Constant.Kind.NUMBER
                                ? Optional.empty()
                                : Optional.of(new LiteralValue.Text(literal.text()));
                    case DATE_TIME -> Optional.empty();
                    case BYTES ->
                        isString && literal.text().startsWith("\\x")
                                ? Optional.of(new LiteralValue.Bytes(
                                        literal.text().substring(2).toLowerCase(Locale.ROOT)))
                                : Optional.empty();
                    case JSON -> isString ? Optional.of(new LiteralValue.Json(literal.text())) : Optional.empty();
                };
        };
    }

    private static Optional<LiteralValue> bool(String text) {
        return switch (text) {
            case "true", "t" -> Optional.of(new LiteralValue.Bool(true));
            case "false", "f" -> Optional.of(new LiteralValue.Bool(false));
            default -> Optional.empty();
        };
    }

    private static Optional<LiteralValue> number(String text) {
        try {
            BigDecimal value = new BigDecimal(text);
            if (Math.abs((long) value.precision() - value.scale()) > MOST_DIGITS || value.scale() > MOST_DIGITS) {
                return Optional.empty();
            }
            return Optional.of(new LiteralValue.Number(
                    text.indexOf('e') >= 0 || text.indexOf('E') >= 0 ? value.toPlainString() : text));
        } catch (NumberFormatException e) {
            // Such as NaN, or money: it stays an expression.
            return Optional.empty();
        }
    }

    private static boolean isWhole(LiteralValue value) {
        return value instanceof LiteralValue.Number number && number.digits().indexOf('.') < 0;
    }

    /** {@code ARRAY[…]}, or a string in braces; a list of lists stays an expression. */
    private static Optional<LiteralValue> list(String expression, TypeFamily family) {
        if (family == TypeFamily.Scalar.DATE_TIME) {
            return Optional.empty();
        }
        List<Optional<LiteralValue>> elements = new ArrayList<>();
        String array = withoutLengthCast(expression);
        if (array.startsWith("ARRAY[")) {
            Optional<List<String>> parts = PostgresqlLiteralReader.arrayElements(array);
            if (parts.isEmpty()) {
                return Optional.empty();
            }
            parts.get().forEach(part -> elements.add(scalar(part, family)));
        } else {
            Optional<List<Constant>> parts = PostgresqlLiteralReader.read(expression)
                    .filter(literal -> literal.kind() == Constant.Kind.STRING)
                    .flatMap(literal -> PostgresqlLiteralReader.bracedElements(literal.text()));
            if (parts.isEmpty()) {
                return Optional.empty();
            }
            parts.get().forEach(part -> elements.add(value(part, family)));
        }
        return elements.stream().allMatch(Optional::isPresent)
                ? Optional.of(new LiteralValue.ListOf(
                        elements.stream().map(Optional::orElseThrow).toList()))
                : Optional.empty();
    }

    /** The server casts the elements of a type with a length twice: {@code (ARRAY[…]::numeric[])::numeric(65,30)[]}. */
    private static String withoutLengthCast(String expression) {
        int close = expression.lastIndexOf(")::");
        return expression.startsWith("(ARRAY[") && close > 0 ? expression.substring(1, close) : expression;
    }
}
