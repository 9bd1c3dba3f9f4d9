package dev.gnomon.schema.pull;

import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.LiteralValue;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Writes values as the schema language spells them. */
final class Literals {

    private Literals() {}

    /** A text in double quotes. */
    static String text(String value) {
        StringBuilder text = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            switch (character) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (character < ' ') {
                        text.append(String.format("\\u%04x", (int) character));
                    } else {
                        text.append(character);
                    }
                }
            }
        }
        return text.append('"').toString();
    }

    /**
     * The argument of {@code @default}.
     *
     * @param enumValue gives the name in the schema of an enum's value, or empty text where it has none
     */
    static String defaultValue(DefaultValue value, UnaryOperator<String> enumValue) {
        return switch (value) {
            case DefaultValue.Literal literal -> literal(literal.value(), enumValue);
            case DefaultValue.CurrentTimestamp now -> "now()";
            case DefaultValue.Expression expression -> generated(expression.sql());
            case DefaultValue.AnyExpression any -> "dbgenerated()";
            case DefaultValue.NextValue next -> "autoincrement()";
            case DefaultValue.ClientGenerated client -> client.function();
        };
    }

    private static String literal(LiteralValue value, UnaryOperator<String> enumValue) {
        return switch (value) {
            case LiteralValue.Text text -> text(text.value());
            case LiteralValue.Number number -> number.digits();
            case LiteralValue.Bool bool -> Boolean.toString(bool.value());
            case LiteralValue.Bytes bytes ->
                text(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(bytes.hex())));
            case LiteralValue.DateTime dateTime -> text(dateTime.value().toString());
            case LiteralValue.EnumValue value2 -> enumLiteral(value2.value(), enumValue);
            case LiteralValue.Json json -> text(json.text());
            case LiteralValue.ListOf list -> list(list.elements(), enumValue);
        };
    }

    private static String enumLiteral(String databaseName, UnaryOperator<String> enumValue) {
        String name = enumValue.apply(databaseName);
        return name.isEmpty() ? generated(databaseName) : name;
    }

    private static String list(List<LiteralValue> elements, UnaryOperator<String> enumValue) {
        return elements.stream()
                .map(element -> literal(element, enumValue))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String generated(String sql) {
        return "dbgenerated(" + text(sql) + ")";
    }
}
