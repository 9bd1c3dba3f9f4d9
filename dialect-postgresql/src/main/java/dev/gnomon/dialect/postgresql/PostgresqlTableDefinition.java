package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ColumnType;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.Table;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes CREATE TABLE and its parts. */
final class PostgresqlTableDefinition {

    private final PostgresqlNames names;
    private final PostgresqlTypes types;
    private final PostgresqlLiterals literals;

    PostgresqlTableDefinition(PostgresqlNames names) {
        this.names = names;
        this.types = new PostgresqlTypes(names);
        this.literals = new PostgresqlLiterals(names);
    }

    String createTable(Table table) {
        StringBuilder sql = new StringBuilder("CREATE TABLE ")
                .append(names.qualified(table.name()))
                .append(" (\n");
        String separator = "";
        for (Column column : table.columns()) {
            sql.append(separator).append("    ").append(column(column));
            separator = ",\n";
        }
        table.primaryKey().ifPresent(key -> sql.append(",\n\n    ").append(primaryKey(table, key)));
        return sql.append("\n)").toString();
    }

    private static String primaryKey(Table table, PrimaryKey key) {
        return "CONSTRAINT "
                + PostgresqlNames.quote(key.name().orElseGet(() -> table.name().name() + "_pkey"))
                + " PRIMARY KEY ("
                + key.columnNames().stream().map(PostgresqlNames::quote).collect(Collectors.joining(","))
                + ")";
    }

    /** A column as CREATE TABLE and ADD COLUMN write it: name, type, NOT NULL, DEFAULT. */
    String column(Column column) {
        StringBuilder sql = new StringBuilder(PostgresqlNames.quote(column.name()));
        sql.append(' ').append(column.autoIncrement() ? serialType(column.type()) : types.render(column.type()));
        if (column.type().isRequired()) {
            sql.append(" NOT NULL");
        }
        Optional<PostgresqlGeneratedColumn> generated = PostgresqlGeneratedColumn.of(column);
        if (generated.isPresent()) {
            return sql.append(' ').append(generated.get().clause()).toString();
        }
        literals.render(column).ifPresent(expression -> sql.append(" DEFAULT ").append(expression));
        return sql.toString();
    }

    /** The type that numbers its own rows, where there is one for the column's type. */
    private String serialType(ColumnType type) {
        return switch (types.render(type)) {
            case "SMALLINT" -> "SMALLSERIAL";
            case "INTEGER" -> "SERIAL";
            case "BIGINT" -> "BIGSERIAL";
            default -> types.render(type);
        };
    }
}
