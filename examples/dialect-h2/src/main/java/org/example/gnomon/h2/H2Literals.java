package org.example.gnomon.h2;

import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import dev.gnomon.engine.support.SqlText;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Writes default values. */
final class H2Literals {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

    private H2Literals() {}

    /** The expression after DEFAULT; empty where the database has none. */
    static Optional<String> defaultExpression(Column column) {
        return column.databaseDefault().flatMap(value -> switch (value) {
            case DefaultValue.Literal(LiteralValue literal) -> Optional.of(literal(literal, column));
            case DefaultValue.CurrentTimestamp now -> Optional.of("CURRENT_TIMESTAMP");
            case DefaultValue.Expression(String sql) -> Optional.of(sql);
            case DefaultValue.NextValue(var sequence) ->
                Optional.of("NEXT VALUE FOR "
                        + sequence.namespace()
                                .map(namespace -> SqlText.identifier(namespace) + ".")
                                .orElse("")
                        + SqlText.identifier(sequence.name()));
            case DefaultValue.AnyExpression any -> Optional.empty();
            case DefaultValue.ClientGenerated client -> Optional.empty();
        });
    }

    private static String literal(LiteralValue literal, Column column) {
        return switch (literal) {
            case LiteralValue.Text(String value) ->
                column.type().family() == Scalar.JSON ? json(value) : SqlText.literal(value);
            case LiteralValue.Number(String digits) -> digits;
            case LiteralValue.Bool(boolean value) -> value ? "TRUE" : "FALSE";
            case LiteralValue.Bytes(String hex) -> "X'" + hex + "'";
            case LiteralValue.DateTime instant -> moment(instant, column);
            case LiteralValue.EnumValue(String value) -> SqlText.literal(value);
            case LiteralValue.Json(String text) -> json(text);
            case LiteralValue.ListOf list ->
                throw new IllegalArgumentException("H2's dialect has no lists: " + column.name());
        };
    }

    private static String json(String text) {
        return "JSON " + SqlText.literal(text);
    }

    private static String moment(LiteralValue.DateTime instant, Column column) {
        var utc = instant.value().withOffsetSameInstant(ZoneOffset.UTC);
        return switch (H2Types.exact(Scalar.DATE_TIME, column.type()).name()) {
            case "Date" -> "DATE '" + DATE.format(utc) + "'";
            case "Time" -> "TIME '" + TIME.format(utc) + "'";
            case "TimeTz" -> "TIME WITH TIME ZONE '" + TIME.format(utc) + "+00'";
            case "TimestampTz" -> "TIMESTAMP WITH TIME ZONE '" + DATE.format(utc) + " " + TIME.format(utc) + "+00'";
            default -> "TIMESTAMP '" + DATE.format(utc) + " " + TIME.format(utc) + "'";
        };
    }
}
