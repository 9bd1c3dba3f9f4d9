package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.TableChange;
import dev.gnomon.engine.support.SqlRefusal;
import java.util.List;

/** Writes the changes inside one table that need no new table: only new columns. */
final class SqliteTableAlteration {

    private SqliteTableAlteration() {}

    static List<String> render(SchemaChange.AlterTable alter) {
        return alter.changes().stream().map(part -> addColumn(alter, part)).toList();
    }

    private static String addColumn(SchemaChange.AlterTable alter, TableChange change) {
        if (change instanceof TableChange.AddColumn add) {
            return "ALTER TABLE "
                    + SqliteNames.quote(alter.table().after().name().name()) + " ADD COLUMN "
                    + SqliteTableDefinition.column(add.column(), alter.table().after());
        }
        throw SqlRefusal.of("SQLite", change);
    }
}
