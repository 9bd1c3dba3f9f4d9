package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily;
import java.util.ArrayList;
import java.util.List;

/** Writes CREATE TABLE and its parts. */
final class SqliteTableDefinition {
    private static final String INDENT = "    ";

    private SqliteTableDefinition() {}

    static String createTable(Table table) {
        return createTable(table.name().name(), table, SqliteKeptFeatures.generatedOf(table));
    }

    /**
     * CREATE TABLE for a table under another name.
     *
     * @param kept what the table before had that the schema language cannot say
     */
    static String createTable(String name, Table table, SqliteKeptFeatures kept) {
        List<String> lines = new ArrayList<>();
        for (Column column : table.columns()) {
            lines.add(INDENT + column(column, table) + kept.behindColumn(column));
        }
        kept.generatedColumns().forEach(definition -> lines.add(INDENT + definition));
        StringBuilder body = new StringBuilder(String.join(",\n", lines));
        table.primaryKey()
                .filter(primaryKey -> primaryKey.columns().size() > 1)
                .ifPresent(primaryKey -> body.append(",\n\n" + INDENT + "PRIMARY KEY (")
                        .append(SqliteIndexes.columns(primaryKey.columns()))
                        .append(')'));
        for (ForeignKey foreignKey : table.foreignKeys()) {
            body.append(",\n" + INDENT).append(foreignKey(foreignKey)).append(kept.behindForeignKey(foreignKey));
        }
        for (String check : kept.tableChecks()) {
            body.append(",\n" + INDENT).append(check);
        }
        return "CREATE TABLE " + SqliteNames.quote(name) + " (\n" + body + "\n)" + kept.options(table);
    }

    /** The definition of a column of a table. */
    static String column(Column column, Table table) {
        StringBuilder text =
                new StringBuilder(SqliteNames.quote(column.name())).append(' ').append(type(column, table));
        if (column.type().isRequired()) {
            text.append(" NOT NULL");
        }
        boolean inlineKey = table.primaryKey().filter(key -> isKey(key, column)).isPresent();
        if (inlineKey) {
            text.append(isNumbered(column, table) ? " PRIMARY KEY AUTOINCREMENT" : " PRIMARY KEY");
        }
        SqliteLiterals.render(column)
                .ifPresent(value -> text.append(" DEFAULT ").append(value));
        return text.toString();
    }

    /** The type of a column of a table: only a key of this exact type takes rows without a number. */
    static String type(Column column, Table table) {
        return SqliteTypes.render(
                isNumbered(column, table)
                        ? TypeFamily.Scalar.INT
                        : column.type().family());
    }

    /** Whether the table numbers its rows itself and never twice the same. */
    static boolean isNumbered(Table table) {
        return table.columns().stream().anyMatch(column -> isNumbered(column, table));
    }

    /** Whether the table numbers its rows in this column. */
    static boolean isNumbered(Column column, Table table) {
        TypeFamily family = column.type().family();
        boolean wholeNumber =
                family == TypeFamily.Scalar.INT || (family == TypeFamily.Scalar.BIG_INT && column.autoIncrement());
        return wholeNumber
                && table.primaryKey().filter(key -> isKey(key, column)).isPresent();
    }

    private static boolean isKey(PrimaryKey primaryKey, Column column) {
        return primaryKey.columns().size() == 1
                && primaryKey.columns().get(0).column().equals(column.name());
    }

    private static String foreignKey(ForeignKey foreignKey) {
        return foreignKey
                        .name()
                        .map(name -> "CONSTRAINT " + SqliteNames.quote(name) + " ")
                        .orElse("")
                + "FOREIGN KEY (" + SqliteNames.list(foreignKey.columns()) + ") REFERENCES "
                + SqliteNames.quote(foreignKey.referencedTable().name())
                + " (" + SqliteNames.list(foreignKey.referencedColumns()) + ") ON DELETE "
                + foreignKey.onDelete().sql() + " ON UPDATE "
                + foreignKey.onUpdate().sql();
    }
}
