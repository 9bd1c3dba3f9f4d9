package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.TypeFamily;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the words behind DEFAULT, as the catalog has them: without outer parentheses. */
final class SqliteDefaultParser {
    private SqliteDefaultParser() {}

    /**
     * The default's value.
     *
     * @return empty for none, and for NULL, which is none
     */
    static Optional<DefaultValue> parse(String sql, TypeFamily family) {
        List<SqliteToken> tokens = SqliteTokens.significant(sql);
        if (tokens.isEmpty() || (tokens.size() == 1 && tokens.get(0).isWord("NULL"))) {
            return Optional.empty();
        }
        DefaultValue expression = new DefaultValue.Expression(sql);
        return Optional.of(
                switch (family) {
                    case TypeFamily.Scalar scalar ->
                        switch (scalar) {
                            case INT, BIG_INT ->
                                number(tokens)
                                        .filter(digits -> isWhole(digits))
                                        .map(SqliteDefaultParser::literal)
                                        .orElse(expression);
                            case FLOAT, DECIMAL ->
                                number(tokens).map(SqliteDefaultParser::literal).orElse(expression);
                            case BOOLEAN ->
                                bool(tokens)
                                        .<DefaultValue>map(
                                                value -> new DefaultValue.Literal(new LiteralValue.Bool(value)))
                                        .orElse(expression);
                            case STRING, UUID -> new DefaultValue.Literal(new LiteralValue.Text(text(sql, tokens)));
                            case JSON -> new DefaultValue.Literal(new LiteralValue.Json(text(sql, tokens)));
                            case DATE_TIME -> isNow(tokens) ? new DefaultValue.CurrentTimestamp() : expression;
                            case BYTES -> expression;
                        };
                    case TypeFamily.EnumReference ignored ->
                        new DefaultValue.Literal(new LiteralValue.EnumValue(text(sql, tokens)));
                    case TypeFamily.Unsupported ignored -> expression;
                });
    }

    private static boolean isQuoted(SqliteToken token) {
        return token.kind() == SqliteToken.Kind.STRING || token.kind() == SqliteToken.Kind.QUOTED_NAME;
    }

    private static String text(String sql, List<SqliteToken> tokens) {
        return tokens.size() == 1 && isQuoted(tokens.get(0)) ? tokens.get(0).value() : sql;
    }

    private static Optional<String> number(List<SqliteToken> tokens) {
        boolean signed = tokens.size() == 2 && tokens.get(0).isSign();
        SqliteToken last = tokens.get(tokens.size() - 1);
        boolean isNumber = last.kind() == SqliteToken.Kind.NUMBER && (tokens.size() == 1 || signed);
        boolean isQuotedNumber = last.kind() == SqliteToken.Kind.STRING && tokens.size() == 1;
        if (!isNumber && !isQuotedNumber) {
            return Optional.empty();
        }
        String digits = (signed && tokens.get(0).isSign('-') ? "-" : "") + last.value();
        try {
            new BigDecimal(digits);
            return Optional.of(digits);
        } catch (NumberFormatException e) {
            // Hexadecimal, or a text that is no number.
            return Optional.empty();
        }
    }

    private static boolean isWhole(String digits) {
        int start = digits.startsWith("-") || digits.startsWith("+") ? 1 : 0;
        return digits.chars().skip(start).allMatch(c -> c >= '0' && c <= '9');
    }

    private static DefaultValue literal(String digits) {
        return new DefaultValue.Literal(new LiteralValue.Number(digits));
    }

    private static Optional<Boolean> bool(List<SqliteToken> tokens) {
        if (tokens.size() != 1) {
            return Optional.empty();
        }
        return switch (tokens.get(0).value().toLowerCase(Locale.ROOT)) {
            case "1", "true" -> Optional.of(true);
            case "0", "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** {@code CURRENT_TIMESTAMP}, {@code datetime('now')}. */
    private static boolean isNow(List<SqliteToken> tokens) {
        if (tokens.size() == 1) {
            return tokens.get(0).isWord("CURRENT_TIMESTAMP");
        }
        return tokens.size() >= 4
                && tokens.get(0).isWord("datetime")
                && SqliteTokens.closingParenthesis(tokens, 1) == tokens.size() - 1
                && tokens.get(2).text().equalsIgnoreCase("'now'")
                && (tokens.size() == 4
                        || (tokens.size() == 6 && tokens.get(4).text().equalsIgnoreCase("'localtime'")));
    }
}
