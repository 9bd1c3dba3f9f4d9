package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.dialect.SqlRenderer;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.support.SqlRefusal;
import java.util.List;

/** Renders changes as MySQL and MariaDB understand them. */
final class MysqlRenderer implements SqlRenderer {

    @Override
    public List<String> render(SchemaChange change, ChangeSet context) {
        DatabaseSchema after = context.schemas().after();
        return switch (change) {
            case SchemaChange.CreateTable create -> List.of(MysqlTableDefinition.createTable(create.table(), after));
            case SchemaChange.DropTable drop ->
                List.of("DROP TABLE " + quote(drop.table().name()));
            case SchemaChange.AlterTable alter -> MysqlTableAlteration.render(alter, context.schemas());
            case SchemaChange.CreateIndex create -> List.of(MysqlIndexes.create(create.table(), create.index()));
            case SchemaChange.DropIndex drop -> List.of(MysqlIndexes.drop(drop.table(), drop.index()));
            case SchemaChange.RenameIndex rename -> List.of(MysqlIndexes.rename(rename.table(), rename.index()));
            case SchemaChange.RedefineIndex redefine ->
                // The new one first: a foreign key may need one of the two at any time.
                List.of(
                        MysqlIndexes.create(redefine.table(), redefine.index().after()),
                        MysqlIndexes.dropReplaced(
                                redefine.table(), redefine.index().before(), context.schemas()));
            case SchemaChange.AddForeignKey add -> List.of(addForeignKey(add.table(), add.foreignKey()));
            case SchemaChange.DropForeignKey drop -> List.of(dropForeignKey(drop.table(), drop.foreignKey()));
            case SchemaChange.DropView drop ->
                List.of("DROP VIEW " + quote(drop.view().name()));
            case SchemaChange.CreateEnum refused -> throw refused(change);
            case SchemaChange.AlterEnum refused -> throw refused(change);
            case SchemaChange.DropEnum refused -> throw refused(change);
            case SchemaChange.CreateNamespace refused -> throw refused(change);
            case SchemaChange.CreateExtension refused -> throw refused(change);
            case SchemaChange.AlterExtension refused -> throw refused(change);
            case SchemaChange.DropExtension refused -> throw refused(change);
            case SchemaChange.DropUserDefinedType refused -> throw refused(change);
            case SchemaChange.RedefineTables refused -> throw refused(change);
            case SchemaChange.RenameForeignKey refused -> throw refused(change);
            case SchemaChange.DialectChange refused -> throw refused(change);
        };
    }

    @Override
    public String quote(String identifier) {
        return MysqlNames.quote(identifier);
    }

    private static GnomonException refused(SchemaChange change) {
        return SqlRefusal.of("MySQL", change);
    }

    private String addForeignKey(ObjectName table, ForeignKey key) {
        return "ALTER TABLE " + quote(table) + " ADD "
                + key.name().map(name -> "CONSTRAINT " + quote(name) + " ").orElse("")
                + "FOREIGN KEY (" + MysqlNames.list(key.columns()) + ") REFERENCES "
                + quote(key.referencedTable()) + "(" + MysqlNames.list(key.referencedColumns()) + ") ON DELETE "
                + key.onDelete().sql() + " ON UPDATE " + key.onUpdate().sql();
    }

    private String dropForeignKey(ObjectName table, ForeignKey key) {
        String name = key.name()
                .orElseThrow(() -> new IllegalArgumentException("a foreign key of " + table + " has no name"));
        return "ALTER TABLE " + quote(table) + " DROP FOREIGN KEY " + quote(name);
    }
}
