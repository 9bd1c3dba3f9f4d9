package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.dialect.SqlRenderer;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.model.Extension;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.support.SqlRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes changes as PostgreSQL's statements, in the layout of Prisma's scripts. */
final class PostgresqlRenderer implements SqlRenderer {

    @Override
    public List<String> render(SchemaChange change, ChangeSet context) {
        PostgresqlNames names = PostgresqlNames.of(context);
        return switch (change) {
            case SchemaChange.CreateNamespace create ->
                List.of("CREATE SCHEMA IF NOT EXISTS " + quote(create.namespace()));
            case SchemaChange.DropExtension drop ->
                List.of("DROP EXTENSION " + quote(drop.extension().name()));
            case SchemaChange.CreateExtension create -> List.of(createExtension(create.extension()));
            case SchemaChange.AlterExtension alter -> alterExtension(alter);
            case SchemaChange.DropView drop ->
                // Only a reset drops views, all of them; one may be gone already with another that it reads.
                List.of("DROP VIEW IF EXISTS " + names.qualified(drop.view().name()) + " CASCADE");
            case SchemaChange.DropUserDefinedType drop ->
                List.of("DROP TYPE " + names.qualified(drop.type().name()));
            case SchemaChange.CreateEnum create ->
                List.of("CREATE TYPE " + names.qualified(create.enumType().name()) + " AS ENUM ("
                        + create.enumType().values().stream()
                                .map(PostgresqlLiterals::quote)
                                .collect(Collectors.joining(", "))
                        + ")");
            case SchemaChange.AlterEnum alter -> new PostgresqlEnumAlteration(alter, context).statements();
            case SchemaChange.DropForeignKey drop ->
                List.of("ALTER TABLE " + names.qualified(drop.table()) + " DROP CONSTRAINT "
                        + quote(constraintName(drop.table(), drop.foreignKey())));
            case SchemaChange.DropIndex drop -> List.of(PostgresqlIndexes.drop(drop, names));
            case SchemaChange.AlterTable alter -> new PostgresqlTableAlteration(alter, context).statements();
            case SchemaChange.DropTable drop ->
                List.of("DROP TABLE " + names.qualified(drop.table().name()));
            case SchemaChange.DropEnum drop ->
                List.of("DROP TYPE " + names.qualified(drop.enumType().name()));
            case SchemaChange.CreateTable create ->
                List.of(new PostgresqlTableDefinition(names).createTable(create.table()));
            case SchemaChange.CreateIndex create ->
                PostgresqlIndexes.create(create, names, context.schemas().before());
            case SchemaChange.RenameForeignKey rename ->
                List.of("ALTER TABLE " + names.qualified(rename.table()) + " RENAME CONSTRAINT "
                        + quote(constraintName(
                                rename.table(), rename.foreignKey().before()))
                        + " TO "
                        + quote(constraintName(
                                rename.table(), rename.foreignKey().after())));
            case SchemaChange.AddForeignKey add -> List.of(addForeignKey(add, names));
            case SchemaChange.RenameIndex rename -> PostgresqlIndexes.rename(rename, context, names);
            case SchemaChange.RedefineTables refused -> throw refused(change);
            case SchemaChange.RedefineIndex refused -> throw refused(change);
            case SchemaChange.DialectChange refused -> throw refused(change);
        };
    }

    @Override
    public String quote(String identifier) {
        return PostgresqlNames.quote(identifier);
    }

    private static GnomonException refused(SchemaChange change) {
        return SqlRefusal.of("PostgreSQL", change);
    }

    private static String createExtension(Extension extension) {
        StringBuilder sql =
                new StringBuilder("CREATE EXTENSION IF NOT EXISTS ").append(PostgresqlNames.quote(extension.name()));
        if (extension.schema().isPresent() || extension.version().isPresent()) {
            sql.append(" WITH");
        }
        extension.schema().ifPresent(schema -> sql.append(" SCHEMA ").append(PostgresqlNames.quote(schema)));
        extension.version().ifPresent(version -> sql.append(" VERSION ").append(PostgresqlNames.quote(version)));
        return sql.toString();
    }

    private static List<String> alterExtension(SchemaChange.AlterExtension alter) {
        Extension before = alter.extension().before();
        Extension after = alter.extension().after();
        String prefix = "ALTER EXTENSION " + PostgresqlNames.quote(after.name());
        List<String> statements = new ArrayList<>();
        after.version()
                .filter(version ->
                        before.version().isPresent() && !before.version().equals(after.version()))
                .ifPresent(version -> statements.add(prefix + " UPDATE TO " + PostgresqlNames.quote(version)));
        after.schema()
                .filter(schema ->
                        before.schema().isPresent() && !before.schema().equals(after.schema()))
                .ifPresent(schema -> statements.add(prefix + " SET SCHEMA " + PostgresqlNames.quote(schema)));
        return statements;
    }

    private static String constraintName(ObjectName table, ForeignKey foreignKey) {
        return foreignKey.name().orElseGet(() -> table.name() + "_" + String.join("_", foreignKey.columns()) + "_fkey");
    }

    private static String addForeignKey(SchemaChange.AddForeignKey add, PostgresqlNames names) {
        ForeignKey foreignKey = add.foreignKey();
        return "ALTER TABLE " + names.qualified(add.table()) + " ADD CONSTRAINT "
                + PostgresqlNames.quote(constraintName(add.table(), foreignKey))
                + " FOREIGN KEY (" + quoted(foreignKey.columns()) + ") REFERENCES "
                + names.qualified(foreignKey.referencedTable())
                + "(" + quoted(foreignKey.referencedColumns()) + ") ON DELETE "
                + foreignKey.onDelete().sql()
                + " ON UPDATE " + foreignKey.onUpdate().sql();
    }

    private static String quoted(List<String> identifiers) {
        return identifiers.stream().map(PostgresqlNames::quote).collect(Collectors.joining(", "));
    }
}
