package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.dialect.SqlRenderer;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.support.SqlRefusal;
import java.util.List;

/** Renders changes as SQL Server understands them. */
final class SqlserverRenderer implements SqlRenderer {

    @Override
    public List<String> render(SchemaChange change, ChangeSet context) {
        SqlserverNames before = SqlserverNames.before(context);
        SqlserverNames after = SqlserverNames.after(context);
        return switch (change) {
            case SchemaChange.CreateNamespace create -> List.of(createNamespace(create.namespace()));
            case SchemaChange.CreateTable create ->
                List.of(SqlserverTableDefinition.createTable(
                        create.table(), after.qualified(create.table().name())));
            case SchemaChange.DropTable drop -> List.of(dropTable(drop.table().name(), before));
            case SchemaChange.AlterTable alter -> SqlserverTableAlteration.render(alter, context, before);
            case SchemaChange.RedefineTables redefine -> SqlserverTableRedefinition.render(redefine.tables(), context);
            case SchemaChange.CreateIndex create ->
                List.of(SqlserverIndexes.create(create.table(), create.index(), after));
            case SchemaChange.DropIndex drop -> List.of(SqlserverIndexes.drop(drop.table(), drop.index(), before));
            case SchemaChange.RenameIndex rename ->
                List.of(SqlserverIndexes.rename(rename.table(), rename.index(), before, context));
            case SchemaChange.RedefineIndex redefine ->
                List.of(
                        SqlserverIndexes.drop(redefine.table(), redefine.index().before(), before),
                        SqlserverIndexes.create(
                                redefine.table(), redefine.index().after(), after));
            case SchemaChange.AddForeignKey add -> List.of(addForeignKey(add.table(), add.foreignKey(), after));
            case SchemaChange.DropForeignKey drop -> List.of(dropForeignKey(drop.table(), drop.foreignKey(), before));
            case SchemaChange.RenameForeignKey rename ->
                List.of(renameForeignKey(rename.table(), rename.foreignKey(), before));
            case SchemaChange.DropView drop ->
                List.of("DROP VIEW " + before.qualified(drop.view().name()));
            case SchemaChange.DropUserDefinedType drop ->
                List.of("DROP TYPE " + before.qualified(drop.type().name()));
            case SchemaChange.CreateEnum refused -> throw refused(change);
            case SchemaChange.AlterEnum refused -> throw refused(change);
            case SchemaChange.DropEnum refused -> throw refused(change);
            case SchemaChange.CreateExtension refused -> throw refused(change);
            case SchemaChange.AlterExtension refused -> throw refused(change);
            case SchemaChange.DropExtension refused -> throw refused(change);
            case SchemaChange.DialectChange refused -> throw refused(change);
        };
    }

    @Override
    public String quote(String identifier) {
        return SqlserverNames.quote(identifier);
    }

    @Override
    public String frame(String steps) {
        return """
                BEGIN TRY

                BEGIN TRAN;

                %s
                COMMIT TRAN;

                END TRY
                BEGIN CATCH

                IF @@TRANCOUNT > 0
                BEGIN
                    ROLLBACK TRAN;
                END;
                THROW

                END CATCH
                """.formatted(steps);
    }

    private static GnomonException refused(SchemaChange change) {
        return SqlRefusal.of("SQL Server", change);
    }

    private static String createNamespace(String namespace) {
        String create = "CREATE SCHEMA " + SqlserverNames.quote(namespace) + ";";
        return "IF NOT EXISTS (SELECT * FROM sys.schemas WHERE name = N" + SqlserverLiterals.quote(namespace)
                + ") EXEC sp_executesql N" + SqlserverLiterals.quote(create);
    }

    // --- tables ---

    static String dropTable(ObjectName table, SqlserverNames names) {
        return "DROP TABLE " + names.qualified(table);
    }

    // --- foreign keys ---

    static String addForeignKey(ObjectName table, ForeignKey key, SqlserverNames names) {
        return "ALTER TABLE " + names.qualified(table) + " ADD "
                + key.name()
                        .map(name -> "CONSTRAINT " + SqlserverNames.quote(name) + " ")
                        .orElse("")
                + "FOREIGN KEY (" + SqlserverNames.list(key.columns(), ", ") + ") REFERENCES "
                + names.qualified(key.referencedTable()) + "(" + SqlserverNames.list(key.referencedColumns(), ",")
                + ") ON DELETE "
                + key.onDelete().sql() + " ON UPDATE " + key.onUpdate().sql();
    }

    private static String dropForeignKey(ObjectName table, ForeignKey key, SqlserverNames names) {
        return "ALTER TABLE " + names.qualified(table) + " DROP CONSTRAINT " + SqlserverNames.quote(name(table, key));
    }

    private static String renameForeignKey(ObjectName table, BeforeAfter<ForeignKey> key, SqlserverNames names) {
        return "EXEC sp_rename " + names.textPath(table.sibling(name(table, key.before()))) + ", "
                + SqlserverLiterals.text(name(table, key.after())) + ", 'OBJECT'";
    }

    private static String name(ObjectName table, ForeignKey key) {
        return key.name().orElseThrow(() -> new IllegalArgumentException("a foreign key of " + table + " has no name"));
    }
}
