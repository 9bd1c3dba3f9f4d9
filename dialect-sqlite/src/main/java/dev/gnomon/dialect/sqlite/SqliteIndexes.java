package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.IndexColumn;
import dev.gnomon.engine.model.SortOrder;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes the statements about indexes. */
final class SqliteIndexes {

    private SqliteIndexes() {}

    /** The statements that create an index. */
    static List<String> create(String table, Index index) {
        String statement = statement(table, index);
        // Names that begin so are the database's own; it lets nobody else use them but in this mode.
        return index.name().toLowerCase(Locale.ROOT).startsWith("sqlite_")
                ? List.of("Pragma writable_schema=1", statement, "Pragma writable_schema=0")
                : List.of(statement);
    }

    static String drop(Index index) {
        return "DROP INDEX " + SqliteNames.quote(index.name());
    }

    private static String statement(String table, Index index) {
        return "CREATE " + (index.isUnique() ? "UNIQUE " : "") + "INDEX " + SqliteNames.quote(index.name())
                + " ON " + SqliteNames.quote(table) + "(" + columns(index.columns()) + ")"
                + index.predicate().map(predicate -> " WHERE " + predicate).orElse("");
    }

    /** Columns with their order. */
    static String columns(List<IndexColumn> columns) {
        return columns.stream().map(SqliteIndexes::column).collect(Collectors.joining(", "));
    }

    private static String column(IndexColumn column) {
        return SqliteNames.quote(column.column())
                + column.sortOrder()
                        .map(order -> order == SortOrder.ASCENDING ? " ASC" : " DESC")
                        .orElse("");
    }
}
