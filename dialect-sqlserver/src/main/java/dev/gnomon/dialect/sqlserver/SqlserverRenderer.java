package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.dialect.SqlRenderer;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.IndexColumn;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Renders changes as SQL Server understands them. */
final class SqlserverRenderer implements SqlRenderer {

    private static final String INDENT = "    ";

    @Override
    public List<String> render(SchemaChange change, ChangeSet context) {
        SqlserverNames before = SqlserverNames.before(context);
        SqlserverNames after = SqlserverNames.after(context);
        return switch (change) {
            case SchemaChange.CreateNamespace create -> List.of(createNamespace(create.namespace()));
            case SchemaChange.CreateTable create ->
                List.of(createTable(
                        create.table(), after.qualified(create.table().name())));
            case SchemaChange.DropTable drop -> List.of(dropTable(drop.table().name(), before));
            case SchemaChange.AlterTable alter -> SqlserverTableAlteration.render(alter, context, before);
            case SchemaChange.RedefineTables redefine -> SqlserverTableRedefinition.render(redefine.tables(), context);
            case SchemaChange.CreateIndex create -> List.of(createIndex(create.table(), create.index(), after));
            case SchemaChange.DropIndex drop -> List.of(dropIndex(drop.table(), drop.index(), before));
            case SchemaChange.RenameIndex rename ->
                List.of(renameIndex(rename.table(), rename.index(), before, context));
            case SchemaChange.RedefineIndex redefine ->
                List.of(
                        dropIndex(redefine.table(), redefine.index().before(), before),
                        createIndex(redefine.table(), redefine.index().after(), after));
            case SchemaChange.AddForeignKey add -> List.of(addForeignKey(add.table(), add.foreignKey(), after));
            case SchemaChange.DropForeignKey drop -> List.of(dropForeignKey(drop.table(), drop.foreignKey(), before));
            case SchemaChange.RenameForeignKey rename ->
                List.of(renameForeignKey(rename.table(), rename.foreignKey(), before));
            case SchemaChange.DropView drop ->
                List.of("DROP VIEW " + before.qualified(drop.view().name()));
            case SchemaChange.DropUserDefinedType drop ->
                List.of("DROP TYPE " + before.qualified(drop.type().name()));
            case SchemaChange.CreateEnum unsupported -> throw unsupported(change);
            case SchemaChange.AlterEnum unsupported -> throw unsupported(change);
            case SchemaChange.DropEnum unsupported -> throw unsupported(change);
            case SchemaChange.CreateExtension unsupported -> throw unsupported(change);
            case SchemaChange.AlterExtension unsupported -> throw unsupported(change);
            case SchemaChange.DropExtension unsupported -> throw unsupported(change);
            case SchemaChange.DialectChange unsupported -> throw unsupported(change);
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

    private static GnomonException unsupported(SchemaChange change) {
        return new GnomonException(
                EngineErrorCode.CHANGE_NOT_SUPPORTED,
                "SQL Server has no way to do this: " + change.getClass().getSimpleName(),
                "Write this step by hand in a migration of its own.");
    }

    private static String createNamespace(String namespace) {
        String create = "CREATE SCHEMA " + SqlserverNames.quote(namespace) + ";";
        return "IF NOT EXISTS (SELECT * FROM sys.schemas WHERE name = N" + SqlserverLiterals.quote(namespace)
                + ") EXEC sp_executesql N" + SqlserverLiterals.quote(create);
    }

    // --- tables ---

    /** CREATE TABLE with the keys of {@code table} under a name of one's own. */
    static String createTable(Table table, String qualifiedName) {
        Stream<String> columns = table.columns().stream().map(column -> column(table, column));
        Stream<String> primaryKey = table.primaryKey().stream()
                .map(key -> "CONSTRAINT " + SqlserverNames.quote(primaryKeyName(table, key)) + primaryKey(key));
        Stream<String> unique = table.indexes().stream()
                .filter(SqlserverRenderer::isConstraint)
                .map(index -> uniqueConstraint(index) + "(" + columns(index.columns(), ",") + ")");
        return Stream.of(columns, primaryKey, unique)
                .flatMap(lines -> lines)
                .map(line -> INDENT + line)
                .collect(Collectors.joining(",\n", "CREATE TABLE " + qualifiedName + " (\n", "\n)"));
    }

    static String dropTable(ObjectName table, SqlserverNames names) {
        return "DROP TABLE " + names.qualified(table);
    }

    static String column(Table table, Column column) {
        Optional<SqlserverGeneratedColumn> computed = SqlserverGeneratedColumn.of(column);
        if (computed.isPresent()) {
            return SqlserverNames.quote(column.name()) + computed.get().clause(column);
        }
        return SqlserverNames.quote(column.name()) + " " + SqlserverTypes.render(column.type())
                + SqlserverCollation.clause(column, column)
                + (column.type().isRequired() ? " NOT NULL" : "")
                + (column.autoIncrement() ? " IDENTITY(1,1)" : defaultClause(table, column));
    }

    private static String defaultClause(Table table, Column column) {
        return column.defaultValue()
                .flatMap(SqlserverLiterals::render)
                .map(sql -> " CONSTRAINT " + SqlserverNames.quote(SqlserverNames.defaultConstraint(table, column))
                        + " DEFAULT " + sql)
                .orElse("");
    }

    /** The name of a table's primary key, the usual one where nobody chose another. */
    static String primaryKeyName(Table table, PrimaryKey key) {
        return key.name().orElse(table.name().name() + "_pkey");
    }

    /** The part of a primary key's constraint after its name. */
    static String primaryKey(PrimaryKey key) {
        return " PRIMARY KEY " + clustering(key.clustered().orElse(true)) + " (" + columns(key.columns(), ",") + ")";
    }

    // --- indexes ---

    /** Whether CREATE TABLE and ALTER TABLE make this index, not CREATE INDEX. */
    static boolean isConstraint(Index index) {
        return index.isUnique()
                && index.predicate().isEmpty()
                && index.includedColumns().isEmpty();
    }

    static String createIndex(ObjectName table, Index index, SqlserverNames names) {
        String columns = "(" + columns(index.columns(), ", ") + ")";
        if (isConstraint(index)) {
            return "ALTER TABLE " + names.qualified(table) + " ADD " + uniqueConstraint(index) + columns;
        }
        return "CREATE " + (index.isUnique() ? "UNIQUE " : "")
                + clustering(index.clustered().orElse(false)) + " INDEX " + SqlserverNames.quote(index.name()) + " ON "
                + names.qualified(table) + columns + included(index)
                + index.predicate().map(sql -> " WHERE (" + sql + ")").orElse("");
    }

    private static String included(Index index) {
        return index.includedColumns().isEmpty() ? "" : " INCLUDE (" + list(index.includedColumns(), ", ") + ")";
    }

    static String dropIndex(ObjectName table, Index index, SqlserverNames names) {
        return index.constraint()
                ? "ALTER TABLE " + names.qualified(table) + " DROP CONSTRAINT " + SqlserverNames.quote(index.name())
                : "DROP INDEX " + SqlserverNames.quote(index.name()) + " ON " + names.qualified(table);
    }

    private static String renameIndex(
            ObjectName table, BeforeAfter<Index> index, SqlserverNames names, ChangeSet context) {
        return "EXEC " + SqlserverFacts.rename(context.schemas().before()) + " N"
                + names.path(table, index.before().name()) + ", N"
                + SqlserverLiterals.quote(index.after().name()) + ", N'INDEX'";
    }

    private static String uniqueConstraint(Index index) {
        return "CONSTRAINT " + SqlserverNames.quote(index.name()) + " UNIQUE "
                + clustering(index.clustered().orElse(false)) + " ";
    }

    private static String clustering(boolean clustered) {
        return clustered ? "CLUSTERED" : "NONCLUSTERED";
    }

    private static String columns(List<IndexColumn> columns, String separator) {
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

    // --- foreign keys ---

    static String addForeignKey(ObjectName table, ForeignKey key, SqlserverNames names) {
        return "ALTER TABLE " + names.qualified(table) + " ADD "
                + key.name()
                        .map(name -> "CONSTRAINT " + SqlserverNames.quote(name) + " ")
                        .orElse("")
                + "FOREIGN KEY (" + list(key.columns(), ", ") + ") REFERENCES "
                + names.qualified(key.referencedTable()) + "(" + list(key.referencedColumns(), ",") + ") ON DELETE "
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

    private static String list(List<String> names, String separator) {
        return names.stream().map(SqlserverNames::quote).collect(Collectors.joining(separator));
    }
}
