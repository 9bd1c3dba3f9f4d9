package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.DialectObject;
import java.util.Locale;
import java.util.Optional;

/**
 * What a schema says of ON UPDATE, for which it has no word but the text of a default:
 * {@code dbgenerated("NOW() ON UPDATE NOW()")}. A schema that says nothing leaves it as it is.
 *
 * @param sql the expression behind ON UPDATE
 */
record MysqlOnUpdate(String sql) implements DialectObject {

    /**
     * A default's text, taken apart.
     *
     * @param value    what stands before ON UPDATE
     * @param onUpdate what stands behind it
     */
    record Parts(String value, Optional<MysqlOnUpdate> onUpdate) {}

    static Parts split(String text) {
        int at = MysqlExpressions.find(
                text,
                place ->
                        place > 0 && !Character.isLetterOrDigit(text.charAt(place - 1)) && endOfWords(text, place) > 0);
        return at < 0
                ? new Parts(text, Optional.empty())
                : new Parts(
                        text.substring(0, at).strip(),
                        Optional.of(new MysqlOnUpdate(
                                text.substring(endOfWords(text, at)).strip())));
    }

    /** The place behind ON UPDATE; 0 where it does not stand there. */
    private static int endOfWords(String text, int at) {
        if (!text.regionMatches(true, at, "ON", 0, 2)) {
            return 0;
        }
        int second = at + 2;
        while (second < text.length() && Character.isWhitespace(text.charAt(second))) {
            second++;
        }
        return second > at + 2 && text.regionMatches(true, second, "UPDATE", 0, 6) ? second + 6 : 0;
    }

    /** What a column's default says of it, or the column itself where it was read from such a text. */
    static Optional<MysqlOnUpdate> statedBy(Column column) {
        Optional<MysqlOnUpdate> own = column.dialectObjects().stream()
                .filter(MysqlOnUpdate.class::isInstance)
                .map(MysqlOnUpdate.class::cast)
                .findFirst();
        return own.isPresent() || column.databaseDefault().isEmpty()
                ? own
                : column.databaseDefault().get() instanceof DefaultValue.Expression(String sql)
                        ? split(sql).onUpdate()
                        : Optional.empty();
    }

    /** What a column does on update, whoever says so. */
    static Optional<MysqlOnUpdate> of(Column column) {
        return statedBy(column)
                .or(() -> MysqlColumnOptions.of(column)
                        .flatMap(MysqlColumnOptions::onUpdate)
                        .map(MysqlOnUpdate::new));
    }

    /** Whether both columns do what either of them states. */
    static boolean agree(Column before, Column after) {
        return isStatedBy(before, after) && isStatedBy(after, before);
    }

    private static boolean isStatedBy(Column stating, Column other) {
        Optional<String> stated = statedBy(stating).map(MysqlOnUpdate::essence);
        return stated.isEmpty() || stated.equals(of(other).map(MysqlOnUpdate::essence));
    }

    private String essence() {
        return MysqlTimes.precision(sql).map(digits -> "now " + digits).orElseGet(() -> sql.toLowerCase(Locale.ROOT));
    }

    @Override
    public String describe() {
        return "ON UPDATE " + sql;
    }
}
