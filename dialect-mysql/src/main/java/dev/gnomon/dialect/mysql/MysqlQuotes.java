package dev.gnomon.dialect.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a session reads quotes, which {@code sql_mode} decides.
 *
 * @param names     double quotes are for names
 * @param backslash a backslash in a text takes the next character as it is
 */
record MysqlQuotes(boolean names, boolean backslash) {

    /** As a server does that nobody has told otherwise. */
    static final MysqlQuotes USUAL = new MysqlQuotes(false, true);

    /** Modes that stand for several, {@code ANSI_QUOTES} among them. */
    private static final List<String> WITH_NAMES =
            List.of("ANSI_QUOTES", "ANSI", "ORACLE", "MSSQL", "DB2", "MAXDB", "POSTGRESQL");

    private static final Pattern SETTING =
            Pattern.compile("\\bSQL_MODE\\b[`\\s]*:?=\\s*('[^']*'|\"[^\"]*\"|[^,;]+)", Pattern.CASE_INSENSITIVE);

    /** How a session reads quotes now. */
    static MysqlQuotes of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT @@SESSION.sql_mode")) {
            return row.next() ? of(Optional.ofNullable(row.getString(1)).orElse("")) : USUAL;
        }
    }

    /** What a list of modes says of quotes. */
    static MysqlQuotes of(String modes) {
        List<String> words = List.of(modes.toUpperCase(Locale.ROOT).split("[^A-Z0-9_]+"));
        return new MysqlQuotes(words.stream().anyMatch(WITH_NAMES::contains), !words.contains("NO_BACKSLASH_ESCAPES"));
    }

    /** Whether a statement may change how quotes are read. */
    static boolean mayChange(String sql) {
        return sql.toUpperCase(Locale.ROOT).contains("SQL_MODE");
    }

    /**
     * As far as a text tells that no server has run.
     *
     * @param first how quotes were read in the beginning, which is what a script keeps in a variable and puts back
     */
    MysqlQuotes after(String sql, MysqlQuotes first) {
        if (!mayChange(sql) || sql.toUpperCase(Locale.ROOT).contains("GLOBAL")) {
            return this;
        }
        Matcher setting = SETTING.matcher(sql);
        MysqlQuotes now = this;
        while (setting.find()) {
            String value = setting.group(1).strip().toUpperCase(Locale.ROOT);
            if (value.startsWith("'") || value.startsWith("\"")) {
                now = of(value);
            } else if (value.startsWith("CONCAT")) {
                MysqlQuotes more = of(sql.substring(setting.start(1)));
                now = new MysqlQuotes(now.names || more.names, now.backslash && more.backslash);
            } else if (value.startsWith("REPLACE")) {
                MysqlQuotes fewer = of(sql.substring(setting.start(1)));
                now = new MysqlQuotes(now.names && !fewer.names, now.backslash || !fewer.backslash);
            } else {
                now = first;
            }
        }
        return now;
    }

    /** Whether a backslash within these quotes takes the next character as it is. */
    boolean hasEscapes(char quote) {
        return switch (quote) {
            case '\'' -> backslash;
            case '"' -> backslash && !names;
            default -> false;
        };
    }
}
