package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.ColumnDifference;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.TableChange;
import dev.gnomon.engine.dialect.SqlRenderer;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.IndexColumn;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.support.SqlRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Renders changes as MySQL and MariaDB understand them. */
final class MysqlRenderer implements SqlRenderer {

    private static final String INDENT = "    ";

    @Override
    public List<String> render(SchemaChange change, ChangeSet context) {
        DatabaseSchema after = context.schemas().after();
        return switch (change) {
            case SchemaChange.CreateTable create -> List.of(createTable(create.table(), after));
            case SchemaChange.DropTable drop ->
                List.of("DROP TABLE " + quote(drop.table().name()));
            case SchemaChange.AlterTable alter -> alterTable(alter, context.schemas());
            case SchemaChange.CreateIndex create -> List.of(createIndex(create.table(), create.index()));
            case SchemaChange.DropIndex drop -> List.of(dropIndex(drop.table(), drop.index()));
            case SchemaChange.RenameIndex rename -> List.of(renameIndex(rename.table(), rename.index()));
            case SchemaChange.RedefineIndex redefine ->
                // The new one first: a foreign key may need one of the two at any time.
                List.of(
                        createIndex(redefine.table(), redefine.index().after()),
                        dropReplacedIndex(redefine.table(), redefine.index().before(), context.schemas()));
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

    // --- tables ---

    private String createTable(Table table, DatabaseSchema schema) {
        Stream<String> columns = table.columns().stream().map(column -> column(column, schema));
        Stream<String> indexes = table.indexes().stream()
                .map(index -> kind(index) + "INDEX " + quote(index.name()) + "(" + columns(index.columns()) + ")");
        Stream<String> primaryKey =
                table.primaryKey().stream().map(key -> "PRIMARY KEY (" + columns(key.columns()) + ")");
        String keys = Stream.concat(indexes, primaryKey)
                .map(line -> "\n" + INDENT + line)
                .collect(Collectors.joining(","));
        return "CREATE TABLE " + quote(table.name()) + " (\n"
                + columns.map(line -> INDENT + line).collect(Collectors.joining(",\n"))
                + (keys.isEmpty() ? "" : ",\n" + keys)
                + "\n) DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci";
    }

    private List<String> alterTable(SchemaChange.AlterTable alter, BeforeAfter<DatabaseSchema> schemas) {
        DatabaseSchema after = schemas.after();
        List<String> clauses = new ArrayList<>();
        for (TableChange change : alter.changes()) {
            switch (change) {
                case TableChange.DropPrimaryKey drop -> clauses.add("DROP PRIMARY KEY");
                case TableChange.AddPrimaryKey add ->
                    clauses.add("ADD PRIMARY KEY (" + columns(add.primaryKey().columns()) + ")");
                case TableChange.DropColumn drop -> clauses.add(dropColumn(drop.column()));
                case TableChange.AddColumn add -> clauses.add("ADD COLUMN " + column(add.column(), after));
                case TableChange.AlterColumn column ->
                    clauses.add(alterColumn(column.column(), column.differences(), schemas));
                case TableChange.RecreateColumn column -> {
                    clauses.add(dropColumn(column.column().before()));
                    clauses.add("ADD COLUMN " + column(column.column().after(), after));
                }
                // A primary key is always named PRIMARY.
                case TableChange.RenamePrimaryKey rename -> throw SqlRefusal.of("MySQL", rename);
            }
        }
        if (clauses.isEmpty()) {
            return List.of();
        }
        String statement =
                "ALTER TABLE " + quote(alter.table().before().name()) + " " + String.join(",\n" + INDENT, clauses);
        return MysqlForeignKeyChecks.stopIt(alter, schemas)
                ? List.of(MysqlForeignKeyChecks.OFF, statement, MysqlForeignKeyChecks.ON)
                : List.of(statement);
    }

    // --- columns ---

    private String column(Column column, DatabaseSchema schema) {
        Optional<MysqlColumnOptions> options = MysqlColumnOptions.of(column);
        Optional<String> generation = options.flatMap(MysqlColumnOptions::generation);
        if (generation.isPresent()) {
            boolean mariaDb = MysqlFacts.of(new BeforeAfter<>(schema, schema)).mariaDb();
            return quote(column.name()) + " " + MysqlTypes.render(column.type(), schema)
                    + options.map(found -> found.typeClauses(column)).orElse("")
                    + " " + generation.get()
                    + (mariaDb ? "" : nullability(column));
        }
        return typedColumn(column, schema)
                + (column.autoIncrement() ? " AUTO_INCREMENT" : "")
                + defaultClause(column.defaultValue(), column)
                + onUpdate(column);
    }

    /** What a database has and no schema needs to say, where the script leads to what a database holds. */
    private static String onUpdate(Column column) {
        return MysqlColumnOptions.of(column)
                .flatMap(MysqlColumnOptions::onUpdate)
                .map(expression -> " ON UPDATE " + expression)
                .orElse("");
    }

    private String dropColumn(Column column) {
        return "DROP COLUMN " + quote(column.name());
    }

    private String alterColumn(
            BeforeAfter<Column> column, Set<ColumnDifference> differences, BeforeAfter<DatabaseSchema> schemas) {
        Column next = column.after();
        boolean onlyDefault = differences.equals(Set.of(ColumnDifference.DEFAULT));
        if (onlyDefault && next.databaseDefault().isEmpty()) {
            return "ALTER COLUMN " + quote(next.name()) + " DROP DEFAULT";
        }
        // MODIFY forgets what it does not repeat, what the schema language cannot say included.
        Optional<MysqlColumnOptions> options = MysqlColumnOptions.of(column.before());
        String type = options.flatMap(kept -> kept.keptType(differences))
                .orElse(MysqlTypes.render(next.type(), schemas.after()));
        Optional<String> generation = options.flatMap(kept -> kept.keptGeneration(next));
        boolean mariaDb = MysqlFacts.of(schemas).mariaDb();
        String value = generation.isPresent()
                // MariaDB has no words for whether a computed column may be null.
                ? " " + generation.get() + (mariaDb ? "" : nullability(next))
                : nullability(next)
                        + defaultClause(knownDefault(column), next)
                        + (next.autoIncrement() ? " AUTO_INCREMENT" : "");
        return "MODIFY " + quote(next.name()) + " " + type
                + options.map(kept -> kept.typeClauses(next)).orElse("")
                + value
                + options.map(kept -> kept.endClauses(next, mariaDb)).orElse("");
    }

    /** A default that may be anything stays what it is. */
    private static Optional<DefaultValue> knownDefault(BeforeAfter<Column> column) {
        Optional<DefaultValue> next = column.after().defaultValue();
        boolean anything =
                next.filter(DefaultValue.AnyExpression.class::isInstance).isPresent();
        return anything ? column.before().defaultValue().filter(DefaultValue.Expression.class::isInstance) : next;
    }

    private String typedColumn(Column column, DatabaseSchema schema) {
        return quote(column.name()) + " " + MysqlTypes.render(column.type(), schema) + nullability(column);
    }

    private static String nullability(Column column) {
        return column.type().isRequired() ? " NOT NULL" : " NULL";
    }

    private static String defaultClause(Optional<DefaultValue> value, Column column) {
        return value.flatMap(known -> MysqlLiterals.render(known, column))
                .map(sql -> " DEFAULT " + sql)
                .orElse("");
    }

    // --- indexes ---

    private String createIndex(ObjectName table, Index index) {
        if (index.predicate().isPresent()) {
            throw SqlRefusal.of("MySQL", "create an index with a condition");
        }
        return "CREATE " + kind(index) + "INDEX " + quote(index.name()) + " ON " + quote(table) + "("
                + columns(index.columns()) + ")";
    }

    private String dropIndex(ObjectName table, Index index) {
        return "DROP INDEX " + quote(index.name()) + " ON " + quote(table);
    }

    /**
     * Drop an index after another one like it was created. An index that the server itself made for a foreign key, which
     * has the key's name, is gone by then; only MariaDB has words for that.
     */
    private String dropReplacedIndex(ObjectName table, Index index, BeforeAfter<DatabaseSchema> schemas) {
        boolean perhapsOfForeignKey = schemas.before().table(table).stream()
                .flatMap(before -> before.foreignKeys().stream())
                .anyMatch(key -> key.name().equals(Optional.of(index.name())));
        return MysqlFacts.of(schemas).mariaDb() && perhapsOfForeignKey
                ? "DROP INDEX IF EXISTS " + quote(index.name()) + " ON " + quote(table)
                : dropIndex(table, index);
    }

    private String renameIndex(ObjectName table, BeforeAfter<Index> index) {
        return "ALTER TABLE " + quote(table) + " RENAME INDEX "
                + quote(index.before().name()) + " TO "
                + quote(index.after().name());
    }

    private static String kind(Index index) {
        return switch (index.kind()) {
            case NORMAL -> "";
            case UNIQUE -> "UNIQUE ";
            case FULLTEXT -> "FULLTEXT ";
        };
    }

    private String columns(List<IndexColumn> columns) {
        return columns.stream().map(this::indexColumn).collect(Collectors.joining(", "));
    }

    private String indexColumn(IndexColumn column) {
        String length =
                column.length().map(characters -> "(" + characters + ")").orElse("");
        String order = column.sortOrder()
                .map(sort -> switch (sort) {
                    case ASCENDING -> " ASC";
                    case DESCENDING -> " DESC";
                })
                .orElse("");
        return quote(column.column()) + length + order;
    }

    // --- foreign keys ---

    private String addForeignKey(ObjectName table, ForeignKey key) {
        return "ALTER TABLE " + quote(table) + " ADD "
                + key.name().map(name -> "CONSTRAINT " + quote(name) + " ").orElse("")
                + "FOREIGN KEY (" + names(key.columns()) + ") REFERENCES "
                + quote(key.referencedTable()) + "(" + names(key.referencedColumns()) + ") ON DELETE "
                + key.onDelete().sql() + " ON UPDATE " + key.onUpdate().sql();
    }

    private String dropForeignKey(ObjectName table, ForeignKey key) {
        String name = key.name()
                .orElseThrow(() -> new IllegalArgumentException("a foreign key of " + table + " has no name"));
        return "ALTER TABLE " + quote(table) + " DROP FOREIGN KEY " + quote(name);
    }

    private String names(List<String> names) {
        return names.stream().map(this::quote).collect(Collectors.joining(", "));
    }
}
