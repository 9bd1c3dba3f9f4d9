package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.LiteralValue;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes defaults as the words behind DEFAULT. */
final class SqliteLiterals {
    private SqliteLiterals() {}

    /** The words behind DEFAULT; empty where the database has no default. */
    static Optional<String> write(Column column) {
        return column.databaseDefault().flatMap(SqliteLiterals::write);
    }

    private static Optional<String> write(DefaultValue value) {
        return switch (value) {
            case DefaultValue.Literal literal -> Optional.of(write(literal.value()));
            case DefaultValue.CurrentTimestamp ignored -> Optional.of("CURRENT_TIMESTAMP");
            case DefaultValue.Expression expression -> Optional.of(writeExpression(expression.sql()));
            case DefaultValue.AnyExpression ignored -> Optional.empty();
            case DefaultValue.NextValue ignored -> Optional.empty();
            case DefaultValue.ClientGenerated ignored -> Optional.empty();
        };
    }

    static String write(LiteralValue value) {
        return switch (value) {
            case LiteralValue.Text text -> SqliteNames.literal(text.value());
            case LiteralValue.Number number -> number.digits();
            case LiteralValue.Bool bool -> String.valueOf(bool.value());
            // The hex digits as a text: what Prisma has always written, so databases hold it.
            case LiteralValue.Bytes bytes -> SqliteNames.literal(bytes.hex());
            case LiteralValue.DateTime dateTime -> SqliteNames.literal(write(dateTime.value()));
            case LiteralValue.EnumValue enumValue -> SqliteNames.literal(enumValue.value());
            case LiteralValue.Json json -> SqliteNames.literal(json.text());
            case LiteralValue.ListOf list -> SqliteNames.literal(list.toString());
        };
    }

    private static String write(OffsetDateTime value) {
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
                    case DefaultValue.Expression expression -> !isLiteral(expression.sql());
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
        return left.isPresent()
                && right.isPresent()
                && SqliteTokens.sameExpression(left.orElseThrow(), right.orElseThrow());
    }

    /** The column with the value of its expression, where that is a constant or the present time. */
    static Column folded(Column column) {
        if (column.databaseDefault().isEmpty()
                || !(column.databaseDefault().get() instanceof DefaultValue.Expression(String sql))) {
            return column;
        }
        String text = SqliteTokens.withoutParentheses(sql);
        boolean isNull = text.equalsIgnoreCase("NULL");
        boolean isNow = text.equalsIgnoreCase("CURRENT_TIMESTAMP");
        Optional<DefaultValue> value = isNow || isLiteral(text)
                ? SqliteDefaultReader.parse(text, column.type().family())
                : Optional.empty();
        return isNull ? column.withoutDefault() : value.map(column::withDefault).orElse(column);
    }

    /** The default's text, of the catalog or of a schema; empty where a schema gives a value. */
    private static Optional<String> source(Column column) {
        return catalogText(column)
                .or(() -> column.databaseDefault()
                        .filter(value -> value instanceof DefaultValue.Expression
                                || (value instanceof DefaultValue.Literal literal
                                        && literal.value() instanceof LiteralValue.Bytes))
                        .flatMap(SqliteLiterals::write));
    }

    private static Optional<String> catalogText(Column column) {
        return column.dialectObjects().stream()
                .filter(SqliteDefaultSource.class::isInstance)
                .map(object -> ((SqliteDefaultSource) object).sql())
                .findFirst();
    }

    private static boolean isLiteral(String sql) {
        List<SqliteToken> tokens = SqliteTokens.significant(sql);
        boolean signed = tokens.size() == 2 && tokens.get(0).isSign();
        return (tokens.size() == 1 || signed)
                && tokens.get(tokens.size() - 1).kind() != SqliteToken.Kind.WORD
                && tokens.get(tokens.size() - 1).isConstant();
    }

    /** The expression behind a default that the engine took for a value. */
    static Optional<DefaultValue> originalExpression(Column column) {
        return catalogText(column).filter(sql -> !isLiteral(sql)).map(DefaultValue.Expression::new);
    }

    /** An expression as SQLite takes it: all but constants need parentheses. */
    static String writeExpression(String sql) {
        String text = sql.trim();
        List<SqliteToken> tokens = SqliteTokens.significant(text);
        boolean stands = switch (tokens.size()) {
            case 0 -> true;
            // A bare word is a text to SQLite, unless it is a keyword of its own meaning.
            case 1 -> tokens.get(0).isConstant() || tokens.get(0).kind() == SqliteToken.Kind.WORD;
            case 2 -> tokens.get(0).isSign() && tokens.get(1).kind() == SqliteToken.Kind.NUMBER;
            default -> SqliteTokens.closingParenthesis(tokens, 0) == tokens.size() - 1;
        };
        return stands ? sql : "(" + sql + ")";
    }
}
