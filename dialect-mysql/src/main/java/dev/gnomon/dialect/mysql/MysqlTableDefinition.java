package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.Table;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes CREATE TABLE and its parts. */
final class MysqlTableDefinition {

    private static final String INDENT = "    ";

    private MysqlTableDefinition() {}

    static String createTable(Table table, DatabaseSchema schema) {
        Stream<String> columns = table.columns().stream().map(column -> column(column, schema));
        Stream<String> indexes = table.indexes().stream()
                .map(index -> MysqlIndexes.kind(index) + "INDEX " + MysqlNames.quote(index.name()) + "("
                        + MysqlIndexes.columns(index.columns()) + ")");
        Stream<String> primaryKey =
                table.primaryKey().stream().map(key -> "PRIMARY KEY (" + MysqlIndexes.columns(key.columns()) + ")");
        String keys = Stream.concat(indexes, primaryKey)
                .map(line -> "\n" + INDENT + line)
                .collect(Collectors.joining(","));
        return "CREATE TABLE " + MysqlNames.quote(table.name()) + " (\n"
                + columns.map(line -> INDENT + line).collect(Collectors.joining(",\n"))
                + (keys.isEmpty() ? "" : ",\n" + keys)
                + "\n) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci";
    }

    /** A column as CREATE TABLE and ADD COLUMN write it. */
    static String column(Column column, DatabaseSchema schema) {
        Optional<MysqlColumnOptions> options = MysqlColumnOptions.of(column);
        Optional<String> generation = options.flatMap(MysqlColumnOptions::generation);
        if (generation.isPresent()) {
            boolean mariaDb = MysqlFacts.of(new BeforeAfter<>(schema, schema)).mariaDb();
            return MysqlNames.quote(column.name()) + " " + MysqlTypes.render(column.type(), schema)
                    + options.map(found -> found.typeClauses(column)).orElse("")
                    + " " + generation.get()
                    + (mariaDb ? "" : nullability(column));
        }
        return typedColumn(column, schema)
                + (column.autoIncrement() ? " AUTO_INCREMENT" : "")
                + defaultClause(column.defaultValue(), column)
                + onUpdate(column);
    }

    /** What a database has and no schema needs to say, where the script leads to what a database holds. */
    private static String onUpdate(Column column) {
        return MysqlColumnOptions.of(column)
                .flatMap(MysqlColumnOptions::onUpdate)
                .map(expression -> " ON UPDATE " + expression)
                .orElse("");
    }

    private static String typedColumn(Column column, DatabaseSchema schema) {
        return MysqlNames.quote(column.name()) + " " + MysqlTypes.render(column.type(), schema) + nullability(column);
    }

    static String nullability(Column column) {
        return column.type().isRequired() ? " NOT NULL" : " NULL";
    }

    static String defaultClause(Optional<DefaultValue> value, Column column) {
        return value.flatMap(known -> MysqlLiterals.render(known, column))
                .map(sql -> " DEFAULT " + sql)
                .orElse("");
    }
}
