package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.LiteralValue;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Constants and defaults as SQL spells them. */
final class SqliteLiterals {
    private SqliteLiterals() {}

    /** A text in quotes, such that no character of it can end them. */
    static String quote(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }

    /** The words behind DEFAULT; empty where the database has no default. */
    static Optional<String> render(Column column) {
        return column.databaseDefault().flatMap(SqliteLiterals::render);
    }

    private static Optional<String> render(DefaultValue value) {
        return switch (value) {
            case DefaultValue.Literal literal -> Optional.of(render(literal.value()));
            case DefaultValue.CurrentTimestamp ignored -> Optional.of("CURRENT_TIMESTAMP");
            case DefaultValue.Expression expression -> Optional.of(SqliteExpressions.inParentheses(expression.sql()));
            case DefaultValue.AnyExpression ignored -> Optional.empty();
            case DefaultValue.NextValue ignored -> Optional.empty();
            case DefaultValue.ClientGenerated ignored -> Optional.empty();
        };
    }

    static String render(LiteralValue value) {
        return switch (value) {
            case LiteralValue.Text text -> quote(text.value());
            case LiteralValue.Number number -> number.digits();
            case LiteralValue.Bool bool -> String.valueOf(bool.value());
            // The hex digits as a text: what Prisma has always written, so databases hold it.
            case LiteralValue.Bytes bytes -> quote(bytes.hex());
            case LiteralValue.DateTime dateTime -> quote(render(dateTime.value()));
            case LiteralValue.EnumValue enumValue -> quote(enumValue.value());
            case LiteralValue.Json json -> quote(json.text());
            case LiteralValue.ListOf list -> quote(list.toString());
        };
    }

    private static String render(OffsetDateTime value) {
        int milliseconds = value.getNano() / 1_000_000;
        String time =
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).format(value);
        String fraction = milliseconds == 0 ? "" : String.format(Locale.ROOT, ".%03d", milliseconds);
        ZoneOffset offset = value.getOffset();
        return time + fraction + ' ' + (offset.getTotalSeconds() == 0 ? "+00:00" : offset.getId());
    }

    /** Whether the default has to be computed, which ALTER TABLE refuses where the table has rows. */
    static boolean isComputed(Column column) {
        return column.databaseDefault()
                .map(value -> switch (value) {
                    case DefaultValue.Literal ignored -> false;
                    case DefaultValue.CurrentTimestamp ignored -> true;
                    case DefaultValue.Expression expression -> !SqliteExpressions.isConstant(expression.sql());
                    case DefaultValue.AnyExpression ignored -> false;
                    case DefaultValue.NextValue ignored -> false;
                    case DefaultValue.ClientGenerated ignored -> false;
                })
                .orElse(false);
    }

    /** Whether two defaults that are not the same value are written in the same way. */
    static boolean isSame(Column before, Column after) {
        Optional<String> left = source(before);
        Optional<String> right = source(after);
        return left.isPresent() && right.isPresent() && SqliteExpressions.same(left.orElseThrow(), right.orElseThrow());
    }

    /** The default's text, of the catalog or of a schema; empty where a schema gives a value. */
    private static Optional<String> source(Column column) {
        return catalogText(column)
                .or(() -> column.databaseDefault()
                        .filter(value -> value instanceof DefaultValue.Expression
                                || (value instanceof DefaultValue.Literal literal
                                        && literal.value() instanceof LiteralValue.Bytes))
                        .flatMap(SqliteLiterals::render));
    }

    private static Optional<String> catalogText(Column column) {
        return column.dialectObjects().stream()
                .filter(SqliteDefaultSource.class::isInstance)
                .map(object -> ((SqliteDefaultSource) object).sql())
                .findFirst();
    }

    /** The expression behind a default that the engine took for a value. */
    static Optional<DefaultValue> originalExpression(Column column) {
        return catalogText(column)
                .filter(sql -> !SqliteExpressions.isConstant(sql))
                .map(DefaultValue.Expression::new);
    }
}
