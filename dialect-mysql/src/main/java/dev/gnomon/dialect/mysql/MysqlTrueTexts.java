package dev.gnomon.dialect.mysql;

import dev.gnomon.dialect.mysql.MysqlCatalog.ColumnRow;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Texts that the catalog does not show as they are: a default has a question mark in place of each character of four
 * bytes (in {@code SHOW CREATE TABLE} too), and MySQL shows the bytes of an expression as so many letters, quotes
 * escaped.
 */
final class MysqlTrueTexts {

    private static final Set<String> TEXTS =
            Set.of("char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum");

    private final Connection connection;
    private final boolean mariaDb;

    MysqlTrueTexts(Connection connection, boolean mariaDb) {
        this.connection = connection;
        this.mariaDb = mariaDb;
    }

    /** The rows in their order, each with the default and the expression that its column has. */
    List<ColumnRow> of(List<ColumnRow> rows) {
        Map<String, List<ColumnRow>> doubtful = new LinkedHashMap<>();
        for (ColumnRow row : rows) {
            if (isDoubtful(row)) {
                doubtful.computeIfAbsent(row.table(), table -> new ArrayList<>())
                        .add(row);
            }
        }
        Map<ColumnRow, String> asked = new LinkedHashMap<>();
        doubtful.forEach((table, columns) -> ask(table, columns, asked));
        List<ColumnRow> result = new ArrayList<>(rows.size());
        for (ColumnRow row : rows) {
            Optional<String> answer = Optional.ofNullable(asked.get(row));
            result.add(
                    answer.isPresent()
                            ? row.with(
                                    Optional.of(mariaDb ? MysqlLiterals.quote(answer.get()) : answer.get()),
                                    row.generation())
                            : mariaDb ? row : withReadableExpressions(row));
        }
        return result;
    }

    private static ColumnRow withReadableExpressions(ColumnRow row) {
        Optional<String> value =
                isExpression(row) ? row.defaultText().map(MysqlTrueTexts::expression) : row.defaultText();
        return value.equals(row.defaultText()) && row.generation().isEmpty()
                ? row
                : row.with(value, expression(row.generation()));
    }

    private static boolean isExpression(ColumnRow row) {
        return row.extra().toUpperCase(Locale.ROOT).contains("DEFAULT_GENERATED")
                && row.defaultText().isPresent();
    }

    /** A constant with a question mark, which may stand for another character. */
    private boolean isDoubtful(ColumnRow row) {
        String text = row.defaultText().orElse("");
        return text.indexOf('?') >= 0
                && TEXTS.contains(row.type())
                && !isExpression(row)
                && (!mariaDb || (text.startsWith("'") && text.endsWith("'")));
    }

    /** Ask a table for its defaults: no row of it is read, and none has to be there. */
    private void ask(String table, List<ColumnRow> columns, Map<ColumnRow, String> answers) {
        String defaults = columns.stream()
                .map(column -> "DEFAULT(" + MysqlNames.quote(column.name()) + ")")
                .collect(Collectors.joining(", "));
        String query = "SELECT " + defaults + " FROM (SELECT 1 AS one) AS one LEFT JOIN " + MysqlNames.quote(table)
                + " ON FALSE";
        try (Statement statement = connection.createStatement()) {
            // Drivers would take braces in names for their own escapes.
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(query)) {
                row.next();
                for (int i = 0; i < columns.size(); i++) {
                    String answer = row.getString(i + 1);
                    if (answer != null) {
                        answers.put(columns.get(i), answer);
                    }
                }
            }
        } catch (SQLException e) {
            // A user who may not read the table, or a view that is broken: what the catalog shows has to do.
        }
    }

    /** An expression as it would be written, of MySQL's catalog. */
    static String expression(String shown) {
        String escaped = decoded(shown);
        StringBuilder text = new StringBuilder(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '\\' && i + 1 < escaped.length()) {
                c = escaped.charAt(++i);
                c = c == 'n' ? '\n' : c;
            }
            text.append(c);
        }
        return text.toString();
    }

    /** The text whose bytes are shown as letters; the text itself where that makes no sense. */
    static String decoded(String shown) {
        if (shown.chars().allMatch(c -> c < 0x80) || shown.chars().anyMatch(c -> c > 0xFF)) {
            return shown;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(shown.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return shown;
        }
    }

    /**
     * Whether a text may be what the catalog shows as another one: with question marks for each character of four
     * bytes, one where a constant or the value of an enum is shown, four where an expression of MariaDB is.
     */
    static boolean mayBeShownAs(String shown, String text) {
        return shown.indexOf('?') >= 0 && (shown.equals(shown(text, "?")) || shown.equals(shown(text, "????")));
    }

    private static String shown(String text, String mark) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isSupplementaryCodePoint(c)) {
                shown.append(mark);
            } else {
                shown.append((char) c);
            }
        });
        return shown.toString();
    }
}
