package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.LiteralValue;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Constants and defaults as SQL spells them. */
final class SqlserverLiterals {

    private SqlserverLiterals() {}

    /** A text in quotes, such that no character of it can end them. */
    static String quote(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** A text in quotes that keeps its characters: without N the server turns those beyond its code page into question marks. */
    static String text(String text) {
        return (text.chars().allMatch(c -> c < 128) ? "" : "N") + quote(text);
    }

    /** What stands after {@code DEFAULT}; empty where the value is the client's business. */
    static Optional<String> render(DefaultValue value) {
        return switch (value) {
            case DefaultValue.Literal literal -> literal(literal.value());
            case DefaultValue.CurrentTimestamp now -> Optional.of("CURRENT_TIMESTAMP");
            case DefaultValue.Expression expression -> Optional.of(expression.sql());
            case DefaultValue.AnyExpression any -> Optional.empty();
            case DefaultValue.NextValue next -> Optional.empty();
            case DefaultValue.ClientGenerated generated -> Optional.empty();
        };
    }

    private static Optional<String> literal(LiteralValue value) {
        return switch (value) {
            case LiteralValue.Text text -> Optional.of(text(text.value()));
            case LiteralValue.EnumValue enumValue -> Optional.of(text(enumValue.value()));
            case LiteralValue.Json json -> Optional.of(text(json.text()));
            case LiteralValue.Number number -> Optional.of(number.digits());
            case LiteralValue.Bool bool -> Optional.of(bool.value() ? "1" : "0");
            case LiteralValue.Bytes bytes -> Optional.of("0x" + bytes.hex());
            case LiteralValue.DateTime dateTime -> Optional.of("'" + dateTime(dateTime.value()) + "'");
            // The server has no arrays.
            case LiteralValue.ListOf list -> Optional.empty();
        };
    }

    private static String dateTime(OffsetDateTime value) {
        String pattern = value.getNano() == 0 ? "uuuu-MM-dd HH:mm:ss xxx" : "uuuu-MM-dd HH:mm:ss.SSS xxx";
        return value.format(DateTimeFormatter.ofPattern(pattern));
    }
}
