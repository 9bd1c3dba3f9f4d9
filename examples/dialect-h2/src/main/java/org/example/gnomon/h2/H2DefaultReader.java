package org.example.gnomon.h2;

import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.LiteralValue;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.TypeFamily;
import dev.gnomon.engine.model.TypeFamily.EnumReference;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/** Reads the defaults that H2 has put into words of its own: {@code 'it''s'}, {@code U&'\00e9'}, {@code X'00'}. */
final class H2DefaultReader {

    private static final String NEXT_VALUE = "NEXT VALUE FOR ";

    private H2DefaultReader() {}

    static Optional<DefaultValue> read(String sql, TypeFamily family) {
        if (sql.equals("NULL")) {
            return Optional.empty();
        }
        if (isCurrentTime(sql)) {
            return Optional.of(new DefaultValue.CurrentTimestamp());
        }
        Optional<DefaultValue> sequence = sequence(sql);
        return sequence.isPresent()
                ? sequence
                : Optional.of(literal(withoutCast(sql), family)
                        .<DefaultValue>map(DefaultValue.Literal::new)
                        .orElseGet(() -> new DefaultValue.Expression(sql)));
    }

    /** A constant of another type than the column's stands in a cast: {@code CAST(-1.5E+10 AS DECFLOAT)}. */
    private static String withoutCast(String sql) {
        boolean cast = sql.startsWith("CAST(") && sql.endsWith(" AS DECFLOAT)");
        return cast ? sql.substring("CAST(".length(), sql.length() - " AS DECFLOAT)".length()) : sql;
    }

    private static boolean isCurrentTime(String sql) {
        int parenthesis = sql.indexOf('(');
        String word = parenthesis < 0 ? sql : sql.substring(0, parenthesis);
        return word.equals("CURRENT_TIMESTAMP") || word.equals("LOCALTIMESTAMP");
    }

    /** {@code NEXT VALUE FOR "PUBLIC"."name"}. */
    private static Optional<DefaultValue> sequence(String sql) {
        if (!sql.startsWith(NEXT_VALUE + "\"") || !sql.endsWith("\"")) {
            return Optional.empty();
        }
        String[] parts =
                sql.substring(NEXT_VALUE.length() + 1, sql.length() - 1).split("\"\\.\"", -1);
        String name = parts[parts.length - 1].replace("\"\"", "\"");
        return Optional.of(new DefaultValue.NextValue(
                parts.length == 2 ? ObjectName.of(parts[0].replace("\"\"", "\""), name) : ObjectName.of(name)));
    }

    private static Optional<LiteralValue> literal(String sql, TypeFamily family) {
        Optional<String> text = quoted(sql);
        if (text.isPresent()) {
            return Optional.of(
                    family instanceof EnumReference
                            ? new LiteralValue.EnumValue(text.get())
                            : new LiteralValue.Text(text.get()));
        }
        if (sql.equals("TRUE") || sql.equals("FALSE")) {
            return Optional.of(new LiteralValue.Bool(sql.equals("TRUE")));
        }
        if (sql.startsWith("X'")) {
            return quoted(sql.substring(1)).map(hex -> new LiteralValue.Bytes(hex.toLowerCase(Locale.ROOT)));
        }
        if (sql.startsWith("JSON '") && family == Scalar.JSON) {
            return quoted(sql.substring("JSON ".length())).map(LiteralValue.Json::new);
        }
        if (family == Scalar.DATE_TIME && sql.endsWith("'") && sql.indexOf('\'') > 0) {
            int quote = sql.indexOf('\'');
            return quoted(sql.substring(quote)).flatMap(H2DefaultReader::moment).map(LiteralValue.DateTime::new);
        }
        return number(sql);
    }

    /** A text between single quotes, in either of H2's spellings. */
    private static Optional<String> quoted(String sql) {
        boolean unicode = sql.startsWith("U&'");
        String rest = unicode ? sql.substring(2) : sql;
        if (rest.length() < 2 || rest.charAt(0) != '\'' || rest.charAt(rest.length() - 1) != '\'') {
            return Optional.empty();
        }
        String inner = rest.substring(1, rest.length() - 1);
        String single = inner.replace("''", "'");
        boolean endsBefore = inner.replace("''", "").indexOf('\'') >= 0;
        return endsBefore ? Optional.empty() : Optional.of(unicode ? unescaped(single) : single);
    }

    /** {@code \}{@code 00e9} is a character of four digits, {@code \+01f600} one of six, {@code \\} a backslash. */
    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != '\\') {
                plain.append(c);
                at++;
            } else if (text.startsWith("\\\\", at)) {
                plain.append(c);
                at += 2;
            } else {
                int start = text.startsWith("\\+", at) ? at + 2 : at + 1;
                int end = start + (text.startsWith("\\+", at) ? 6 : 4);
                plain.appendCodePoint(Integer.parseInt(text.substring(start, end), 16));
                at = end;
            }
        }
        return plain.toString();
    }

    private static Optional<LiteralValue> number(String sql) {
        try {
            return Optional.of(new LiteralValue.Number(sql));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<OffsetDateTime> moment(String text) {
        boolean hasDate = text.length() >= 10 && text.charAt(4) == '-';
        String date = hasDate ? text.substring(0, 10) : "1970-01-01";
        String time = hasDate ? text.substring(10).strip() : text;
        try {
            if (time.isEmpty()) {
                return Optional.of(LocalDate.parse(date).atStartOfDay().atOffset(ZoneOffset.UTC));
            }
            boolean hasOffset = time.indexOf('+') > 0 || time.indexOf('-') > 0;
            return Optional.of(
                    hasOffset
                            ? OffsetTime.parse(time).atDate(LocalDate.parse(date))
                            : LocalDateTime.of(LocalDate.parse(date), LocalTime.parse(time))
                                    .atOffset(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
