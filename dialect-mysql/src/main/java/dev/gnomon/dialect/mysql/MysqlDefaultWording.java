package dev.gnomon.dialect.mysql;

import dev.gnomon.dialect.mysql.MysqlCatalog.ColumnRow;
import dev.gnomon.engine.dialect.DefaultWording;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DialectObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Asks MySQL or MariaDB how it tells defaults, with a temporary table: making one commits nothing, and nobody else sees
 * it.
 */
final class MysqlDefaultWording implements DefaultWording {

    private static final String TABLE = "_gnomon_defaults";
    private static final String KEY = "key";

    @Override
    public List<Column> spell(Connection session, List<Column> columns, DatabaseSchema schema) throws SQLException {
        String definition = definition(columns, schema);
        if (MysqlScriptSplitter.split(definition).size() != 1
                || columns.stream().anyMatch(MysqlDefaultWording::isMore)) {
            throw new SQLException("An expression of a default is more than an expression.");
        }
        try (Statement statement = session.createStatement()) {
            // Drivers would take braces in names for their own escapes.
            statement.setEscapeProcessing(false);
            statement.execute(definition);
            try {
                return read(session, statement, columns);
            } finally {
                statement.execute("DROP TEMPORARY TABLE " + TABLE);
            }
        }
    }

    /** Whether a text ends its column and goes on, or is read by some servers only. */
    private static boolean isMore(Column column) {
        return MysqlLiterals.render(column.defaultValue().orElseThrow(), column)
                .filter(sql -> sql.contains("/*") || !MysqlExpressions.isBalanced(sql))
                .isPresent();
    }

    private static String definition(List<Column> columns, DatabaseSchema schema) {
        // Some servers take no table without a key.
        List<String> lines = new ArrayList<>(List.of(MysqlNames.quote(KEY) + " INTEGER NOT NULL PRIMARY KEY"));
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            lines.add(MysqlNames.quote(String.valueOf(i)) + " " + MysqlTypes.render(column.type(), schema)
                    + (column.type().isRequired() ? " NOT NULL" : " NULL")
                    + MysqlLiterals.render(column.defaultValue().orElseThrow(), column)
                            .map(sql -> " DEFAULT " + sql)
                            .orElse(""));
        }
        return "CREATE TEMPORARY TABLE " + TABLE + " ("
                + lines.stream().collect(Collectors.joining("\n,"))
                // An expression may end in a comment.
                + "\n) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci";
    }

    private static List<Column> read(Connection session, Statement statement, List<Column> columns)
            throws SQLException {
        boolean mariaDb = MysqlSession.facts(session).mariaDb();
        List<MysqlShownColumn> shown;
        try (ResultSet row = statement.executeQuery("SHOW CREATE TABLE " + TABLE)) {
            row.next();
            shown = MysqlShownColumn.of(row.getString(2)).stream()
                    .filter(column -> !column.name().equals(KEY))
                    .toList();
        }
        if (shown.size() != columns.size()) {
            throw new SQLException("An expression of a default is more than an expression.");
        }
        MysqlTrueTexts texts = new MysqlTrueTexts(session, mariaDb);
        MysqlDefaultReader reader = new MysqlDefaultReader(mariaDb);
        List<Column> spelled = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            ColumnRow row = shown.get(i).row(TABLE, mariaDb);
            Column column = columns.get(i);
            spelled.add(new Column(
                    column.name(),
                    column.type(),
                    reader.read(row.extra().isEmpty() ? texts.of(List.of(row)).getFirst() : row, column.type()),
                    column.defaultName(),
                    false,
                    shown.get(i).onUpdate().map(List::<DialectObject>of).orElse(List.of())));
        }
        return spelled;
    }
}
