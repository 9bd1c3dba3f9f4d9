package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.LiteralValue;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Constants and defaults as SQL spells them. */
final class PostgresqlLiterals {

    private final PostgresqlNames names;
    private final PostgresqlTypes types;

    PostgresqlLiterals(PostgresqlNames names) {
        this.names = names;
        this.types = new PostgresqlTypes(names);
    }

    /** A text in single quotes; backslashes stand for themselves, as the server's default has it. */
    static String quote(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** What stands after DEFAULT; empty where the database has no default or numbers the rows itself. */
    Optional<String> render(Column column) {
        if (column.defaultValue().isEmpty()) {
            return Optional.empty();
        }
        return switch (column.defaultValue().get()) {
            case DefaultValue.Literal literal -> Optional.of(literal(literal.value(), column.type()));
            case DefaultValue.CurrentTimestamp now -> Optional.of("CURRENT_TIMESTAMP");
            case DefaultValue.Expression expression -> Optional.of(expression.sql());
            case DefaultValue.NextValue next ->
                column.autoIncrement() ? Optional.empty() : Optional.of(nextValue(names.qualified(next.sequence())));
            case DefaultValue.AnyExpression any -> Optional.empty();
            case DefaultValue.ClientGenerated generated -> Optional.empty();
        };
    }

    /** The call that takes the next value of a sequence, given as SQL writes its name. */
    static String nextValue(String sequence) {
        return "nextval(" + quote(sequence) + ")";
    }

    private String literal(LiteralValue value, ColumnType type) {
        return switch (value) {
            case LiteralValue.Text text -> quote(text.value());
            case LiteralValue.Number number -> number.digits();
            case LiteralValue.Bool bool -> String.valueOf(bool.value());
            case LiteralValue.Bytes bytes -> "'\\x" + bytes.hex() + "'";
            case LiteralValue.DateTime dateTime -> quote(timestamp(dateTime.value()));
            case LiteralValue.EnumValue enumValue -> quote(enumValue.value());
            case LiteralValue.Json json -> quote(json.text());
            case LiteralValue.ListOf list ->
                list.elements().stream()
                        .map(element -> literal(element, type))
                        .collect(Collectors.joining(", ", "ARRAY[", "]::" + types.render(type)));
        };
    }

    /** Date, time with 0, 3, 6 or 9 fraction digits, and offset: {@code 2020-01-01 00:00:00.500 +02:00}. */
    private static String timestamp(OffsetDateTime value) {
        int nanos = value.getNano();
        String fraction;
        if (nanos == 0) {
            fraction = "";
        } else if (nanos % 1_000_000 == 0) {
            fraction = String.format(Locale.ROOT, ".%03d", nanos / 1_000_000);
        } else if (nanos % 1_000 == 0) {
            fraction = String.format(Locale.ROOT, ".%06d", nanos / 1_000);
        } else {
            fraction = String.format(Locale.ROOT, ".%09d", nanos);
        }
        int offset = value.getOffset().getTotalSeconds() / 60;
        return String.format(
                Locale.ROOT,
                "%04d-%02d-%02d %02d:%02d:%02d%s %s%02d:%02d",
                value.getYear(),
                value.getMonthValue(),
                value.getDayOfMonth(),
                value.getHour(),
                value.getMinute(),
                value.getSecond(),
                fraction,
                offset < 0 ? "-" : "+",
                Math.abs(offset) / 60,
                Math.abs(offset) % 60);
    }
}
