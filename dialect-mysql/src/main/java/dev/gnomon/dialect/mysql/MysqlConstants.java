package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.DefaultValue.CurrentTimestamp;
import dev.gnomon.engine.model.DefaultValue.Literal;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.TypeFamily.EnumReference;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import dev.gnomon.engine.model.TypeFamily.Unsupported;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads expressions of schemas that are constants or the present time, with or without ON UPDATE behind. */
final class MysqlConstants {

    /** Without backslashes, which are characters like any other in some SQL modes. */
    private static final Pattern TEXT = Pattern.compile("'(?:[^'\\\\]|'')*'|\"(?:[^\"\\\\]|\"\")*\"");

    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?");

    private MysqlConstants() {}

    /** The column with the value of its expression, and what it says of ON UPDATE beside it. */
    static Column folded(Column column) {
        if (column.databaseDefault().isEmpty()
                || !(column.databaseDefault().get() instanceof DefaultValue.Expression(String sql))) {
            return column;
        }
        MysqlOnUpdate.Parts parts = MysqlOnUpdate.split(sql);
        String text = MysqlExpressions.withoutParentheses(parts.value());
        Column value = text.equalsIgnoreCase("NULL")
                ? column.withoutDefault()
                : column.withDefault(value(text, column).orElseGet(() -> new DefaultValue.Expression(parts.value())));
        return parts.onUpdate().map(value::with).orElse(value);
    }

    private static Optional<DefaultValue> value(String text, Column column) {
        Optional<Integer> now = MysqlTimes.precision(text);
        if (now.isPresent()) {
            return MysqlLiterals.currentTimestamp(column)
                    .flatMap(MysqlTimes::precision)
                    .filter(now.get()::equals)
                    .map(same -> new CurrentTimestamp());
        }
        boolean isText = TEXT.matcher(text).matches();
        String quoted = isText ? text.substring(1, text.length() - 1) : "";
        String content = isText ? quoted.replace(text.substring(0, 1).repeat(2), text.substring(0, 1)) : text;
        return switch (column.type().family()) {
            case EnumReference reference ->
                isText ? Optional.of(new Literal(new LiteralValue.EnumValue(content))) : Optional.empty();
            case Unsupported unsupported -> Optional.empty();
            case Scalar scalar ->
                switch (scalar) {
                    case INT, BIG_INT, FLOAT, DECIMAL ->
                        NUMBER.matcher(content).matches()
                                ? Optional.of(
                                        new Literal(new LiteralValue.Number(new BigDecimal(content).toPlainString())))
                                : Optional.empty();
                    case BOOLEAN ->
                        switch (text.toLowerCase(Locale.ROOT)) {
                            case "true", "1", "b'1'" -> Optional.of(new Literal(new LiteralValue.Bool(true)));
                            case "false", "0", "b'0'" -> Optional.of(new Literal(new LiteralValue.Bool(false)));
                            default -> Optional.empty();
                        };
                    case STRING, UUID ->
                        isText ? Optional.of(new Literal(new LiteralValue.Text(content))) : Optional.empty();
                    case JSON, BYTES, DATE_TIME -> Optional.empty();
                };
        };
    }
}
