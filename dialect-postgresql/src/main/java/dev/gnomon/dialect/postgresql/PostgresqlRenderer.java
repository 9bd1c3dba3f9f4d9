package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.dialect.SqlRenderer;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.Extension;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.IndexColumn;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.SortOrder;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.support.SqlRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
                                .map(PostgresqlNames::literal)
                                .collect(Collectors.joining(", "))
                        + ")");
            case SchemaChange.AlterEnum alter -> new PostgresqlEnumAlteration(alter, context).statements();
            case SchemaChange.DropForeignKey drop ->
                List.of("ALTER TABLE " + names.qualified(drop.table()) + " DROP CONSTRAINT "
                        + quote(constraintName(drop.table(), drop.foreignKey())));
            case SchemaChange.DropIndex drop -> List.of(dropIndex(drop, names));
            case SchemaChange.AlterTable alter -> new PostgresqlTableAlteration(alter, context).statements();
            case SchemaChange.DropTable drop ->
                List.of("DROP TABLE " + names.qualified(drop.table().name()));
            case SchemaChange.DropEnum drop ->
                List.of("DROP TYPE " + names.qualified(drop.enumType().name()));
            case SchemaChange.CreateTable create -> List.of(createTable(create.table(), names));
            case SchemaChange.CreateIndex create ->
                createIndex(create, names, context.schemas().before());
            case SchemaChange.RenameForeignKey rename ->
                List.of("ALTER TABLE " + names.qualified(rename.table()) + " RENAME CONSTRAINT "
                        + quote(constraintName(
                                rename.table(), rename.foreignKey().before()))
                        + " TO "
                        + quote(constraintName(
                                rename.table(), rename.foreignKey().after())));
            case SchemaChange.AddForeignKey add -> List.of(addForeignKey(add, names));
            case SchemaChange.RenameIndex rename -> PostgresqlIndexRenaming.statements(rename, context, names);
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

    private static String dropIndex(SchemaChange.DropIndex drop, PostgresqlNames names) {
        // The index of a constraint cannot be dropped by itself.
        return drop.index().constraint()
                ? "ALTER TABLE " + names.qualified(drop.table()) + " DROP CONSTRAINT "
                        + PostgresqlNames.quote(drop.index().name())
                : "DROP INDEX "
                        + names.qualified(drop.table().sibling(drop.index().name()));
    }

    private static String createTable(Table table, PostgresqlNames names) {
        PostgresqlColumns columns = new PostgresqlColumns(names);
        StringBuilder sql = new StringBuilder("CREATE TABLE ")
                .append(names.qualified(table.name()))
                .append(" (\n");
        String separator = "";
        for (Column column : table.columns()) {
            sql.append(separator).append("    ").append(columns.definition(column));
            separator = ",\n";
        }
        table.primaryKey().ifPresent(key -> sql.append(",\n\n    ").append(primaryKey(table, key)));
        return sql.append("\n)").toString();
    }

    private static String primaryKey(Table table, PrimaryKey key) {
        return "CONSTRAINT "
                + PostgresqlNames.quote(key.name().orElseGet(() -> table.name().name() + "_pkey"))
                + " PRIMARY KEY ("
                + key.columnNames().stream().map(PostgresqlNames::quote).collect(Collectors.joining(","))
                + ")";
    }

    /** An invalid index of the same name, which counts as none, is in the way of the one that is to be. */
    private static List<String> createIndex(
            SchemaChange.CreateIndex create, PostgresqlNames names, DatabaseSchema before) {
        String statement = createIndex(create, names);
        String name = create.index().name();
        String qualified = names.qualified(create.table().sibling(name));
        boolean inTheWay = before.tables().stream()
                .filter(table -> names.qualified(table.name().sibling(name)).equals(qualified))
                .flatMap(table -> table.dialectObjects().stream())
                .anyMatch(new PostgresqlInvalidIndex(name)::equals);
        return inTheWay ? List.of("DROP INDEX " + qualified, statement) : List.of(statement);
    }

    private static String createIndex(SchemaChange.CreateIndex create, PostgresqlNames names) {
        Index index = create.index();
        StringBuilder sql = new StringBuilder(index.isUnique() ? "CREATE UNIQUE INDEX " : "CREATE INDEX ")
                .append(PostgresqlNames.quote(index.name()))
                .append(" ON ")
                .append(names.qualified(create.table()));
        Optional<PostgresqlIndexDefinition> definition = PostgresqlIndexDefinition.of(index);
        if (definition.isPresent()) {
            return sql.append(" USING ").append(definition.get().method()).toString();
        }
        Optional<String> unusualAlgorithm = index.algorithm().filter(algorithm -> !algorithm.equalsIgnoreCase("BTree"));
        unusualAlgorithm.ifPresent(algorithm ->
                sql.append(" USING ").append(algorithm.toUpperCase(Locale.ROOT)).append(' '));
        sql.append(index.columns().stream()
                .map(PostgresqlRenderer::indexColumn)
                .collect(Collectors.joining(", ", "(", ")")));
        index.predicate()
                .map(PostgresqlPredicates::withoutOuterParentheses)
                .ifPresent(predicate -> sql.append(" WHERE (").append(predicate).append(')'));
        return sql.toString();
    }

    private static String indexColumn(IndexColumn column) {
        StringBuilder sql = new StringBuilder(PostgresqlNames.quote(column.column()));
        column.operatorClass()
                .filter(operatorClass -> !operatorClass.isImplied())
                .ifPresent(operatorClass -> sql.append(' ').append(operatorClass.sql()));
        column.sortOrder().ifPresent(order -> sql.append(order == SortOrder.DESCENDING ? " DESC" : " ASC"));
        return sql.toString();
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
