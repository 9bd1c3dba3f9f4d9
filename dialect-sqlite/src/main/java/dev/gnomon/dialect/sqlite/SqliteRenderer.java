package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.TableChange;
import dev.gnomon.engine.dialect.SqlRenderer;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.model.Index;
import java.util.List;
import java.util.Locale;

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
            case SchemaChange.AlterTable alter ->
                alter.changes().stream().map(part -> addColumn(alter, part)).toList();
            case SchemaChange.RedefineTables redefine ->
                SqliteTableRedefinition.render(
                        redefine.tables(),
                        context.schemas().before(),
                        context.schemas().after());
            case SchemaChange.CreateIndex create -> createIndex(create.table().name(), create.index());
            case SchemaChange.DropIndex drop -> List.of(dropIndex(drop.index()));
            case SchemaChange.RedefineIndex redefine ->
                concatenate(
                        dropIndex(redefine.index().before()),
                        createIndex(redefine.table().name(), redefine.index().after()));
            case SchemaChange.DropView drop ->
                List.of("DROP VIEW " + quote(drop.view().name().name()));
            case SchemaChange.CreateEnum ignored -> List.of();
            case SchemaChange.AlterEnum ignored -> List.of();
            case SchemaChange.DropEnum ignored -> List.of();
            case SchemaChange.CreateNamespace ignored -> throw refused("create a namespace");
            case SchemaChange.CreateExtension ignored -> throw refused("install an extension");
            case SchemaChange.AlterExtension ignored -> throw refused("alter an extension");
            case SchemaChange.DropExtension ignored -> throw refused("drop an extension");
            case SchemaChange.DropUserDefinedType ignored -> throw refused("drop a type");
            case SchemaChange.RenameIndex ignored -> throw refused("rename an index");
            case SchemaChange.AddForeignKey ignored -> throw refused("add a foreign key to a table");
            case SchemaChange.DropForeignKey ignored -> throw refused("drop a foreign key of a table");
            case SchemaChange.RenameForeignKey ignored -> throw refused("rename a foreign key");
            case SchemaChange.DialectChange dialectChange -> throw refused(dialectChange.describe());
        };
    }

    @Override
    public String quote(String identifier) {
        return SqliteNames.identifier(identifier);
    }

    /** The statements that create an index. */
    static List<String> createIndex(String table, Index index) {
        String statement = SqliteTableDefinition.createIndex(table, index);
        // Names that begin so are the database's own; it lets nobody else use them but in this mode.
        return index.name().toLowerCase(Locale.ROOT).startsWith("sqlite_")
                ? List.of("Pragma writable_schema=1", statement, "Pragma writable_schema=0")
                : List.of(statement);
    }

    private String dropIndex(Index index) {
        return "DROP INDEX " + quote(index.name());
    }

    private String addColumn(SchemaChange.AlterTable alter, TableChange change) {
        if (change instanceof TableChange.AddColumn add) {
            return "ALTER TABLE " + quote(alter.table().after().name().name()) + " ADD COLUMN "
                    + SqliteTableDefinition.column(add.column(), alter.table().after());
        }
        throw refused("alter a column or key in place");
    }

    private static List<String> concatenate(String first, List<String> rest) {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(first), rest.stream())
                .toList();
    }

    private static GnomonException refused(String what) {
        return new GnomonException(
                EngineErrorCode.CHANGE_NOT_SUPPORTED,
                "SQLite cannot do this: " + what + ".",
                "Compute the change set with the diff rules of the SQLite dialect.");
    }
}
