package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.Table;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes CREATE TABLE and its parts. */
final class SqlserverTableDefinition {

    private static final String INDENT = "    ";

    private SqlserverTableDefinition() {}

    /** CREATE TABLE with the keys of {@code table} under a name of one's own. */
    static String createTable(Table table, String qualifiedName) {
        Stream<String> columns = table.columns().stream().map(column -> column(table, column));
        Stream<String> primaryKey = table.primaryKey().stream()
                .map(key -> "CONSTRAINT " + SqlserverNames.quote(primaryKeyName(table, key)) + primaryKey(key));
        Stream<String> unique = table.indexes().stream()
                .filter(SqlserverIndexes::isConstraint)
                .map(index -> SqlserverIndexes.uniqueConstraint(index, ","));
        return Stream.of(columns, primaryKey, unique)
                .flatMap(lines -> lines)
                .map(line -> INDENT + line)
                .collect(Collectors.joining(",\n", "CREATE TABLE " + qualifiedName + " (\n", "\n)"));
    }

    static String column(Table table, Column column) {
        Optional<SqlserverGeneratedColumn> computed = SqlserverGeneratedColumn.of(column);
        if (computed.isPresent()) {
            return SqlserverNames.quote(column.name()) + computed.get().clause(column);
        }
        return SqlserverNames.quote(column.name()) + " " + SqlserverTypes.render(column.type())
                + SqlserverCollation.clause(column, column)
                + (column.type().isRequired() ? " NOT NULL" : "")
                + (column.autoIncrement() ? " IDENTITY(1,1)" : defaultClause(table, column));
    }

    private static String defaultClause(Table table, Column column) {
        return column.defaultValue()
                .flatMap(SqlserverLiterals::render)
                .map(sql -> " CONSTRAINT " + SqlserverNames.quote(SqlserverNames.defaultConstraint(table, column))
                        + " DEFAULT " + sql)
                .orElse("");
    }

    /** The name of a table's primary key, the usual one where nobody chose another. */
    static String primaryKeyName(Table table, PrimaryKey key) {
        return key.name().orElse(table.name().name() + "_pkey");
    }

    /** The part of a primary key's constraint after its name. */
    static String primaryKey(PrimaryKey key) {
        return " PRIMARY KEY " + SqlserverIndexes.clustering(key.clustered().orElse(true)) + " ("
                + SqlserverIndexes.columns(key.columns(), ",") + ")";
    }
}
