package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.TypeFamily;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the words behind DEFAULT, as the catalog has them: without outer parentheses. */
final class SqliteDefaultReader {
    private SqliteDefaultReader() {}

    /**
     * The default's value.
     *
     * @return empty for none, and for NULL, which is none
     */
    static Optional<DefaultValue> read(String sql, TypeFamily family) {
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
                                wholeNumber(sql, tokens)
                                        .map(SqliteDefaultReader::literal)
                                        .orElse(expression);
                            case FLOAT, DECIMAL ->
                                number(sql, tokens)
                                        .map(SqliteDefaultReader::literal)
                                        .orElse(expression);
                            case BOOLEAN ->
                                bool(sql, tokens)
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

    /** A number as the schema language writes it: without an exponent, with digits on both sides of a point. */
    private static Optional<String> number(String sql, List<SqliteToken> tokens) {
        return digits(sql, tokens).flatMap(digits -> {
            try {
                return Optional.of(new BigDecimal(digits).toPlainString());
            } catch (NumberFormatException e) {
                // Hexadecimal, or a text that is no number.
                return Optional.empty();
            }
        });
    }

    /** A whole number that a 64 bit integer holds; one with a plus stays an expression. */
    private static Optional<String> wholeNumber(String sql, List<SqliteToken> tokens) {
        return digits(sql, tokens).filter(digits -> !digits.startsWith("+")).flatMap(digits -> {
            try {
                return Optional.of(Long.toString(Long.parseLong(digits)));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        });
    }

    /** What may be a number: one word, in quotes or with a sign right in front of it. */
    private static Optional<String> digits(String sql, List<SqliteToken> tokens) {
        boolean signed = tokens.size() == 2
                && tokens.get(0).isSign()
                && tokens.get(0).end() == tokens.get(1).start();
        SqliteToken last = tokens.get(tokens.size() - 1);
        if (last.kind() == SqliteToken.Kind.NUMBER && (tokens.size() == 1 || signed)) {
            return Optional.of(sql.substring(tokens.get(0).start(), last.end()));
        }
        return last.kind() == SqliteToken.Kind.STRING && tokens.size() == 1
                ? Optional.of(last.value())
                : Optional.empty();
    }

    private static DefaultValue literal(String digits) {
        return new DefaultValue.Literal(new LiteralValue.Number(digits));
    }

    private static Optional<Boolean> bool(String sql, List<SqliteToken> tokens) {
        Optional<String> number = wholeNumber(sql, tokens).filter(digits -> digits.equals("0") || digits.equals("1"));
        if (number.isPresent()) {
            return number.map("1"::equals);
        }
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
