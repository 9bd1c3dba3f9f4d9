package dev.gnomon.dialect.mysql;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The many words for the present time. */
final class MysqlTimes {

    private static final Pattern NOW = Pattern.compile(
            "(?:(?:current_timestamp|localtimestamp|localtime)(?:\\s*\\(\\s*(\\d*)\\s*\\))?|now\\s*\\(\\s*(\\d*)\\s*\\))",
            Pattern.CASE_INSENSITIVE);

    private MysqlTimes() {}

    /** The digits of a second that an expression of the present time keeps; empty for another expression. */
    static Optional<Integer> precision(String sql) {
        Matcher now = NOW.matcher(sql.strip());
        if (!now.matches()) {
            return Optional.empty();
        }
        String digits = Optional.ofNullable(now.group(1))
                .or(() -> Optional.ofNullable(now.group(2)))
                .orElse("");
        return Optional.of(digits.isEmpty() ? 0 : Integer.parseInt(digits.substring(0, 1)));
    }
}
