package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.DefaultValue.CurrentTimestamp;
import dev.gnomon.engine.model.DefaultValue.Expression;
import dev.gnomon.engine.model.DefaultValue.Literal;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.TypeFamily;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** Makes defaults of the expressions that the catalog writes, in parentheses of its own. */
final class SqlserverDefaultReader {

    private SqlserverDefaultReader() {}

    static Optional<DefaultValue> read(String definition, TypeFamily family) {
        String text = SqlserverExpressions.withoutParentheses(definition.strip());
        if (text.equalsIgnoreCase("NULL")) {
            return Optional.empty();
        }
        if (isNow(text) && family == Scalar.DATE_TIME) {
            return Optional.of(new CurrentTimestamp());
        }
        Optional<LiteralValue> literal = family instanceof Scalar scalar ? literal(text, scalar) : Optional.empty();
        return Optional.of(literal.<DefaultValue>map(Literal::new).orElseGet(() -> new Expression(text)));
    }

    private static Optional<LiteralValue> literal(String text, Scalar family) {
        return switch (family) {
            case INT, BIG_INT, FLOAT, DECIMAL ->
                isNumber(text) ? Optional.of(new LiteralValue.Number(text)) : Optional.empty();
            case BOOLEAN ->
                switch (text.toLowerCase(Locale.ROOT)) {
                    case "1", "'true'" -> Optional.of(new LiteralValue.Bool(true));
                    case "0", "'false'" -> Optional.of(new LiteralValue.Bool(false));
                    default -> Optional.empty();
                };
            case STRING, UUID, JSON -> unquoted(text).map(LiteralValue.Text::new);
            case BYTES ->
                text.startsWith("0x")
                        ? Optional.of(new LiteralValue.Bytes(text.substring(2).toLowerCase(Locale.ROOT)))
                        : Optional.empty();
            // A time in quotes depends on the session's language; it stays what was written.
            case DATE_TIME -> Optional.empty();
        };
    }

    private static boolean isNow(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.equals("getdate()") || lower.equals("current_timestamp");
    }

    private static boolean isNumber(String text) {
        try {
            new BigDecimal(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** A text in quotes, with N in front or without, and nothing else. */
    private static Optional<String> unquoted(String text) {
        String quoted = text.startsWith("N'") || text.startsWith("n'") ? text.substring(1) : text;
        if (quoted.length() < 2 || !quoted.startsWith("'") || !quoted.endsWith("'")) {
            return Optional.empty();
        }
        StringBuilder value = new StringBuilder();
        for (int i = 1; i < quoted.length() - 1; i++) {
            if (quoted.charAt(i) == '\'') {
                i++;
                if (i >= quoted.length() - 1 || quoted.charAt(i) != '\'') {
                    return Optional.empty();
                }
            }
            value.append(quoted.charAt(i));
        }
        return Optional.of(value.toString());
    }
}
