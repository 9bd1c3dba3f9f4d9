package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.IndexColumn;
import dev.gnomon.engine.model.ObjectName;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the statements about indexes. */
final class SqlserverIndexes {

    private SqlserverIndexes() {}

    /** Whether CREATE TABLE and ALTER TABLE make this index, not CREATE INDEX. */
    static boolean isConstraint(Index index) {
        return index.isUnique()
                && index.predicate().isEmpty()
                && index.includedColumns().isEmpty();
    }

    static String create(ObjectName table, Index index, SqlserverNames names) {
        if (isConstraint(index)) {
            return "ALTER TABLE " + names.qualified(table) + " ADD " + uniqueConstraint(index, ", ");
        }
        return "CREATE " + (index.isUnique() ? "UNIQUE " : "")
                + clustering(index.clustered().orElse(false)) + " INDEX " + SqlserverNames.quote(index.name()) + " ON "
                + names.qualified(table) + "(" + columns(index.columns(), ", ") + ")" + included(index)
                + index.predicate().map(sql -> " WHERE (" + sql + ")").orElse("");
    }

    private static String included(Index index) {
        return index.includedColumns().isEmpty()
                ? ""
                : " INCLUDE (" + SqlserverNames.list(index.includedColumns(), ", ") + ")";
    }

    static String drop(ObjectName table, Index index, SqlserverNames names) {
        return index.constraint()
                ? "ALTER TABLE " + names.qualified(table) + " DROP CONSTRAINT " + SqlserverNames.quote(index.name())
                : "DROP INDEX " + SqlserverNames.quote(index.name()) + " ON " + names.qualified(table);
    }

    static String rename(ObjectName table, BeforeAfter<Index> index, SqlserverNames names, ChangeSet context) {
        return "EXEC " + SqlserverFacts.rename(context.schemas().before()) + " N"
                + names.path(table, index.before().name()) + ", N"
                + SqlserverLiterals.quote(index.after().name()) + ", N'INDEX'";
    }

    /** The constraint that a unique index is, its columns separated as the statement around it has them. */
    static String uniqueConstraint(Index index, String separator) {
        return "CONSTRAINT " + SqlserverNames.quote(index.name()) + " UNIQUE "
                + clustering(index.clustered().orElse(false)) + " (" + columns(index.columns(), separator) + ")";
    }

    static String clustering(boolean clustered) {
        return clustered ? "CLUSTERED" : "NONCLUSTERED";
    }

    /** Columns with their order. */
    static String columns(List<IndexColumn> columns, String separator) {
        return columns.stream()
                .map(column -> SqlserverNames.quote(column.column())
                        + column.sortOrder()
                                .map(order -> switch (order) {
                                    case ASCENDING -> " ASC";
                                    case DESCENDING -> " DESC";
                                })
                                .orElse(""))
                .collect(Collectors.joining(separator));
    }
}
