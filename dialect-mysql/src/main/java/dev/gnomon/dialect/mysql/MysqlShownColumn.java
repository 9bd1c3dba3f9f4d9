package dev.gnomon.dialect.mysql;

import dev.gnomon.dialect.mysql.MysqlCatalog.ColumnRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A column as {@code SHOW CREATE TABLE} tells it, on a line of its own; of temporary tables nothing else tells the
 * defaults in words that leave no doubt.
 *
 * @param type         its first word, in lower case
 * @param fullType     with everything that belongs to it
 * @param defaultText  as it stands behind DEFAULT
 * @param onUpdate     what stands behind ON UPDATE
 */
record MysqlShownColumn(
        String name, String type, String fullType, Optional<String> defaultText, Optional<MysqlOnUpdate> onUpdate) {

    /** The columns of a table whose names hold no backtick. */
    static List<MysqlShownColumn> of(String createTable) {
        List<MysqlShownColumn> columns = new ArrayList<>();
        for (String line : createTable.lines().map(String::strip).toList()) {
            if (line.startsWith("`")) {
                columns.add(read(line.endsWith(",") ? line.substring(0, line.length() - 1) : line));
            }
        }
        return columns;
    }

    private static MysqlShownColumn read(String line) {
        int nameEnd = line.indexOf('`', 1);
        String definition = line.substring(nameEnd + 1).strip();
        int at = word(definition, "DEFAULT", 0);
        String type = definition.split("[ (]", 2)[0].toLowerCase(Locale.ROOT);
        if (at < 0) {
            return new MysqlShownColumn(
                    line.substring(1, nameEnd), type, definition, Optional.empty(), Optional.empty());
        }
        String rest = definition.substring(at + "DEFAULT".length()).strip();
        for (String next : List.of("CHECK", "COMMENT", "INVISIBLE")) {
            int end = word(rest, next, 1);
            rest = end < 0 ? rest : rest.substring(0, end).strip();
        }
        MysqlOnUpdate.Parts parts = MysqlOnUpdate.split(rest);
        return new MysqlShownColumn(
                line.substring(1, nameEnd),
                type,
                definition.substring(0, at).strip(),
                Optional.of(parts.value()),
                parts.onUpdate());
    }

    /** Where a word stands outside of quotes and parentheses; -1 for nowhere. */
    private static int word(String text, String word, int from) {
        return MysqlExpressions.find(
                text, at -> at >= from && (at == 0 || text.charAt(at - 1) == ' ') && text.startsWith(word, at));
    }

    /** The same as a row of the catalog, which shows values without quotes on MySQL and as they are on MariaDB. */
    ColumnRow row(String table, boolean mariaDb) {
        Optional<String> shown = defaultText.filter(text -> !text.equals("NULL"));
        boolean isExpression =
                !mariaDb && shown.filter(text -> text.startsWith("(")).isPresent();
        return new ColumnRow(
                table,
                name,
                true,
                type,
                fullType,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                mariaDb ? shown : shown.map(MysqlShownColumn::bare),
                isExpression ? "DEFAULT_GENERATED" : "",
                Optional.empty(),
                "",
                "");
    }

    private static String bare(String text) {
        if (text.startsWith("(")) {
            return text.substring(1, text.length() - 1);
        }
        return text.startsWith("'") ? MysqlDefaultReader.unquoted(text) : text;
    }
}
