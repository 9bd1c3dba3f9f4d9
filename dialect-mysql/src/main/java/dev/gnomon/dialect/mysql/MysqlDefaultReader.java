package dev.gnomon.dialect.mysql;

import dev.gnomon.dialect.mysql.MysqlCatalog.ColumnRow;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.DefaultValue.AnyExpression;
import dev.gnomon.engine.model.DefaultValue.CurrentTimestamp;
import dev.gnomon.engine.model.DefaultValue.Expression;
import dev.gnomon.engine.model.DefaultValue.Literal;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.TypeFamily.EnumReference;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import dev.gnomon.engine.model.TypeFamily.Unsupported;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/**
 * Makes defaults of what the catalog writes: MySQL the bare value, MariaDB an expression with quotes.
 */
final class MysqlDefaultReader {

    private final boolean mariaDb;

    MysqlDefaultReader(boolean mariaDb) {
        this.mariaDb = mariaDb;
    }

    Optional<DefaultValue> read(ColumnRow row, ColumnType type) {
        if (row.defaultText().isEmpty()) {
            return Optional.empty();
        }
        String text = row.defaultText().get();
        if (mariaDb && text.equalsIgnoreCase("NULL")) {
            return Optional.empty();
        }
        boolean quoted = mariaDb && text.length() > 1 && text.startsWith("'") && text.endsWith("'");
        if (!quoted && isNow(text, type)) {
            return Optional.of(new CurrentTimestamp());
        }
        if (row.extra().toUpperCase(Locale.ROOT).contains("DEFAULT_GENERATED")) {
            return Optional.of(new Expression(MysqlExpressions.inParentheses(text)));
        }
        if (mariaDb && !quoted && !isNumber(text)) {
            return Optional.of(expression(text, type));
        }
        return Optional.of(constant(quoted ? unquoted(text) : text, text, type));
    }

    /** {@code b'1'} and {@code 0xFF} are constants of their types; all else needs its parentheses. */
    private static DefaultValue expression(String text, ColumnType type) {
        if (type.family() == Scalar.BOOLEAN && (text.equals("b'1'") || text.equals("b'0'"))) {
            return new Literal(new LiteralValue.Bool(text.equals("b'1'")));
        }
        return new Expression(MysqlExpressions.inParentheses(text));
    }

    private DefaultValue constant(String value, String text, ColumnType type) {
        return switch (type.family()) {
            case EnumReference reference -> new Literal(new LiteralValue.EnumValue(value));
            case Unsupported unsupported -> new Expression(written(value, text));
            case Scalar scalar ->
                switch (scalar) {
                    case INT, BIG_INT, FLOAT, DECIMAL ->
                        isNumber(value)
                                ? new Literal(new LiteralValue.Number(digits(value)))
                                : new Expression(written(value, text));
                    case BOOLEAN ->
                        switch (value) {
                            case "1", "b'1'" -> new Literal(new LiteralValue.Bool(true));
                            case "0", "b'0'" -> new Literal(new LiteralValue.Bool(false));
                            default -> new Expression(value);
                        };
                    case STRING, UUID -> new Literal(new LiteralValue.Text(value));
                    case JSON -> new Literal(new LiteralValue.Json(value));
                    // Bytes that the catalog cannot show are whatever they are.
                    case BYTES -> isHex(value) ? new Expression(value) : new AnyExpression();
                    // Date and time have no constant in the schema language that would come out the same.
                    case DATE_TIME -> new Expression(mariaDb ? "(" + text + ")" : MysqlLiterals.quote(value));
                };
        };
    }

    /** A value as a statement takes it, where the catalog shows it without quotes. */
    private String written(String value, String text) {
        return mariaDb || isNumber(value) || value.startsWith("b'") ? text : MysqlLiterals.quote(value);
    }

    private static boolean isHex(String text) {
        return text.length() > 2
                && text.startsWith("0x")
                && text.chars().skip(2).allMatch(digit -> Character.digit(digit, 16) >= 0);
    }

    /** The present time, as exactly as the column keeps it: else it is another value. */
    private static boolean isNow(String text, ColumnType type) {
        Optional<Integer> digits = MysqlTimes.precision(text);
        Optional<String> kept =
                type.nativeType().flatMap(kind -> kind.arguments().stream().findFirst());
        return type.family() == Scalar.DATE_TIME
                && digits.isPresent()
                && kept.map(own -> own.equals(digits.get().toString())).orElse(true);
    }

    private static boolean isNumber(String text) {
        try {
            new BigDecimal(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** The server fills a decimal's fraction with zeros up to the scale of the column. */
    private static String digits(String number) {
        return number.indexOf('.') < 0
                ? number
                : new BigDecimal(number).stripTrailingZeros().toPlainString();
    }

    /** A text that is shown as it would be written. */
    static String unquoted(String text) {
        String inner = text.substring(1, text.length() - 1);
        StringBuilder value = new StringBuilder(inner.length());
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            char next = i + 1 < inner.length() ? inner.charAt(i + 1) : 0;
            if (c == '\'' && next == '\'') {
                i++;
            } else if (c == '\\' && next != 0) {
                c = escape(next);
                i++;
            }
            value.append(c);
        }
        return value.toString();
    }

    private static char escape(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '0' -> '\0';
            default -> c;
        };
    }
}
