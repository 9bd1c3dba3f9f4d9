package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.IndexColumn;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.support.SqlRefusal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the statements about indexes. */
final class MysqlIndexes {

    private MysqlIndexes() {}

    static String create(ObjectName table, Index index) {
        if (index.predicate().isPresent()) {
            throw SqlRefusal.of("MySQL", "create an index with a condition");
        }
        return "CREATE " + kind(index) + "INDEX " + MysqlNames.quote(index.name()) + " ON " + MysqlNames.quote(table)
                + "(" + columns(index.columns()) + ")";
    }

    static String drop(ObjectName table, Index index) {
        return "DROP INDEX " + MysqlNames.quote(index.name()) + " ON " + MysqlNames.quote(table);
    }

    /**
     * Drop an index after another one like it was created. An index that the server itself made for a foreign key, which
     * has the key's name, is gone by then; only MariaDB has words for that.
     */
    static String dropReplaced(ObjectName table, Index index, BeforeAfter<DatabaseSchema> schemas) {
        boolean perhapsOfForeignKey = schemas.before().table(table).stream()
                .flatMap(before -> before.foreignKeys().stream())
                .anyMatch(key -> key.name().equals(Optional.of(index.name())));
        return MysqlFacts.of(schemas).mariaDb() && perhapsOfForeignKey
                ? "DROP INDEX IF EXISTS " + MysqlNames.quote(index.name()) + " ON " + MysqlNames.quote(table)
                : drop(table, index);
    }

    static String rename(ObjectName table, BeforeAfter<Index> index) {
        return "ALTER TABLE " + MysqlNames.quote(table) + " RENAME INDEX "
                + MysqlNames.quote(index.before().name()) + " TO "
                + MysqlNames.quote(index.after().name());
    }

    /** The word before INDEX. */
    static String kind(Index index) {
        return switch (index.kind()) {
            case NORMAL -> "";
            case UNIQUE -> "UNIQUE ";
            case FULLTEXT -> "FULLTEXT ";
        };
    }

    /** Columns with their length and order. */
    static String columns(List<IndexColumn> columns) {
        return columns.stream().map(MysqlIndexes::indexColumn).collect(Collectors.joining(", "));
    }

    private static String indexColumn(IndexColumn column) {
        String length =
                column.length().map(characters -> "(" + characters + ")").orElse("");
        String order = column.sortOrder()
                .map(sort -> switch (sort) {
                    case ASCENDING -> " ASC";
                    case DESCENDING -> " DESC";
                })
                .orElse("");
        return MysqlNames.quote(column.column()) + length + order;
    }
}
