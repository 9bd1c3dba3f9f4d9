package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.TableChange;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.Table;
import java.util.HashSet;
import java.util.Set;

/**
 * Knows which changes a server refuses while it looks after foreign keys: whether a column numbers itself cannot change
 * where a foreign key uses the column, although the rows stay as they are.
 */
final class MysqlForeignKeyChecks {

    static final String OFF = "SET FOREIGN_KEY_CHECKS = 0";

    static final String ON = "SET FOREIGN_KEY_CHECKS = 1";

    private MysqlForeignKeyChecks() {}

    /** Whether the checks stop a change. Between two schema files the statement stays alone, as it is on record. */
    static boolean stopIt(SchemaChange.AlterTable alter, BeforeAfter<DatabaseSchema> schemas) {
        Set<String> columns = new HashSet<>();
        for (TableChange change : alter.changes()) {
            if (change instanceof TableChange.AlterColumn altered
                    && altered.column().before().autoIncrement()
                            != altered.column().after().autoIncrement()) {
                columns.add(altered.column().before().name());
            }
        }
        boolean fromDatabase = schemas.before().dialectObjects().stream().anyMatch(MysqlFacts.class::isInstance);
        return fromDatabase
                && !columns.isEmpty()
                && schemas.before().tables().stream()
                        .anyMatch(table -> table.foreignKeys().stream()
                                .anyMatch(key -> uses(key, table, alter.table().before(), columns)));
    }

    private static boolean uses(ForeignKey key, Table holder, Table altered, Set<String> columns) {
        boolean own =
                holder.name().equals(altered.name()) && key.columns().stream().anyMatch(columns::contains);
        return own
                || (key.referencedTable().equals(altered.name())
                        && key.referencedColumns().stream().anyMatch(columns::contains));
    }
}
