package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Constants and defaults as SQL spells them. */
final class MysqlLiterals {

    private MysqlLiterals() {}

    /** A text in quotes, such that no character of it can end them, in the SQL mode that servers start with. */
    static String quote(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    /**
     * What stands after {@code DEFAULT}; empty where the server takes no default of that kind or the
     * value is the client's business.
     */
    static Optional<String> render(DefaultValue value, Column column) {
        return switch (value) {
            case DefaultValue.Literal literal -> literal(literal.value(), column);
            case DefaultValue.CurrentTimestamp now -> Optional.of("CURRENT_TIMESTAMP(" + precision(column) + ")");
            case DefaultValue.Expression expression -> Optional.of(expression.sql());
            case DefaultValue.AnyExpression any -> Optional.empty();
            case DefaultValue.NextValue next -> Optional.empty();
            case DefaultValue.ClientGenerated generated -> Optional.empty();
        };
    }

    private static Optional<String> literal(LiteralValue value, Column column) {
        if (column.type().family() == Scalar.JSON) {
            return Optional.empty();
        }
        return switch (value) {
            case LiteralValue.Text text -> Optional.of(quote(text.value()));
            case LiteralValue.EnumValue enumValue -> Optional.of(quote(enumValue.value()));
            case LiteralValue.Number number -> Optional.of(number.digits());
            case LiteralValue.Bool bool -> Optional.of(Boolean.toString(bool.value()));
            case LiteralValue.DateTime dateTime -> Optional.of("'" + rfc3339(dateTime.value()) + "'");
            // Blobs and JSON columns take no constant as their default.
            case LiteralValue.Bytes bytes -> Optional.empty();
            case LiteralValue.Json json -> Optional.empty();
            case LiteralValue.ListOf list -> Optional.empty();
        };
    }

    private static String rfc3339(OffsetDateTime value) {
        String pattern = value.getNano() == 0 ? "uuuu-MM-dd'T'HH:mm:ssxxx" : "uuuu-MM-dd'T'HH:mm:ss.SSSxxx";
        return value.format(DateTimeFormatter.ofPattern(pattern));
    }

    /** The present time to the digits that a column keeps; empty for a column of another kind. */
    static Optional<String> currentTimestamp(Column column) {
        String type = MysqlTypes.nativeType(column.type()).name();
        boolean takesIt = type.equals("DateTime") || type.equals("Timestamp");
        return takesIt ? Optional.of("CURRENT_TIMESTAMP(" + precision(column) + ")") : Optional.empty();
    }

    private static String precision(Column column) {
        return MysqlTypes.nativeType(column.type()).arguments().stream()
                .findFirst()
                .orElse(Integer.toString(MysqlTypes.DEFAULT_TIME_PRECISION));
    }
}
