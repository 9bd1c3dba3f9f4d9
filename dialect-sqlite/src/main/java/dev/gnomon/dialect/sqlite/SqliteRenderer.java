package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.dialect.SqlRenderer;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.support.SqlRefusal;
import java.util.List;

/** Turns changes into statements of SQLite, in the words of Prisma's migrations. */
final class SqliteRenderer implements SqlRenderer {
    @Override
    public List<String> render(SchemaChange change, ChangeSet context) {
        return switch (change) {
            case SchemaChange.CreateTable create -> List.of(SqliteTableDefinition.createTable(create.table()));
            case SchemaChange.DropTable drop ->
                List.of(
                        "PRAGMA foreign_keys=off",
                        "DROP TABLE " + quote(drop.table().name().name()),
                        "PRAGMA foreign_keys=on");
            case SchemaChange.AlterTable alter -> SqliteTableAlteration.render(alter);
            case SchemaChange.RedefineTables redefine ->
                SqliteTableRedefinition.render(
                        redefine.tables(),
                        context.schemas().before(),
                        context.schemas().after());
            case SchemaChange.CreateIndex create ->
                SqliteIndexes.create(create.table().name(), create.index());
            case SchemaChange.DropIndex drop -> List.of(SqliteIndexes.drop(drop.index()));
            case SchemaChange.RedefineIndex redefine ->
                concatenate(
                        SqliteIndexes.drop(redefine.index().before()),
                        SqliteIndexes.create(
                                redefine.table().name(), redefine.index().after()));
            case SchemaChange.DropView drop ->
                List.of("DROP VIEW " + quote(drop.view().name().name()));
            case SchemaChange.CreateEnum refused -> throw refused(change);
            case SchemaChange.AlterEnum refused -> throw refused(change);
            case SchemaChange.DropEnum refused -> throw refused(change);
            case SchemaChange.CreateNamespace refused -> throw refused(change);
            case SchemaChange.CreateExtension refused -> throw refused(change);
            case SchemaChange.AlterExtension refused -> throw refused(change);
            case SchemaChange.DropExtension refused -> throw refused(change);
            case SchemaChange.DropUserDefinedType refused -> throw refused(change);
            case SchemaChange.RenameIndex refused -> throw refused(change);
            case SchemaChange.AddForeignKey refused -> throw refused(change);
            case SchemaChange.DropForeignKey refused -> throw refused(change);
            case SchemaChange.RenameForeignKey refused -> throw refused(change);
            case SchemaChange.DialectChange refused -> throw refused(change);
        };
    }

    @Override
    public String quote(String identifier) {
        return SqliteNames.quote(identifier);
    }

    private static List<String> concatenate(String first, List<String> rest) {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(first), rest.stream())
                .toList();
    }

    private static GnomonException refused(SchemaChange change) {
        return SqlRefusal.of("SQLite", change);
    }
}
