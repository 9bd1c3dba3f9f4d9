package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.change.ColumnDifference;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.TableChange;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.support.SqlRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes the changes inside one table, as one ALTER TABLE. */
final class MysqlTableAlteration {

    private static final String INDENT = "    ";

    private MysqlTableAlteration() {}

    static List<String> render(SchemaChange.AlterTable alter, BeforeAfter<DatabaseSchema> schemas) {
        DatabaseSchema after = schemas.after();
        List<String> clauses = new ArrayList<>();
        for (TableChange change : alter.changes()) {
            switch (change) {
                case TableChange.DropPrimaryKey drop -> clauses.add("DROP PRIMARY KEY");
                case TableChange.AddPrimaryKey add ->
                    clauses.add("ADD PRIMARY KEY ("
                            + MysqlIndexes.columns(add.primaryKey().columns()) + ")");
                case TableChange.DropColumn drop -> clauses.add(dropColumn(drop.column()));
                case TableChange.AddColumn add ->
                    clauses.add("ADD COLUMN " + MysqlTableDefinition.column(add.column(), after));
                case TableChange.AlterColumn column ->
                    clauses.add(alterColumn(column.column(), column.differences(), schemas));
                case TableChange.RecreateColumn column -> {
                    clauses.add(dropColumn(column.column().before()));
                    clauses.add("ADD COLUMN "
                            + MysqlTableDefinition.column(column.column().after(), after));
                }
                // A primary key is always named PRIMARY.
                case TableChange.RenamePrimaryKey rename -> throw SqlRefusal.of("MySQL", rename);
            }
        }
        if (clauses.isEmpty()) {
            return List.of();
        }
        String statement = "ALTER TABLE "
                + MysqlNames.quote(alter.table().before().name()) + " " + String.join(",\n" + INDENT, clauses);
        return MysqlForeignKeyChecks.stopIt(alter, schemas)
                ? List.of(MysqlForeignKeyChecks.OFF, statement, MysqlForeignKeyChecks.ON)
                : List.of(statement);
    }

    private static String dropColumn(Column column) {
        return "DROP COLUMN " + MysqlNames.quote(column.name());
    }

    private static String alterColumn(
            BeforeAfter<Column> column, Set<ColumnDifference> differences, BeforeAfter<DatabaseSchema> schemas) {
        Column next = column.after();
        boolean onlyDefault = differences.equals(Set.of(ColumnDifference.DEFAULT));
        if (onlyDefault && next.databaseDefault().isEmpty()) {
            return "ALTER COLUMN " + MysqlNames.quote(next.name()) + " DROP DEFAULT";
        }
        // MODIFY forgets what it does not repeat, what the schema language cannot say included.
        Optional<MysqlColumnOptions> options = MysqlColumnOptions.of(column.before());
        String type = options.flatMap(kept -> kept.keptType(differences))
                .orElse(MysqlTypes.render(next.type(), schemas.after()));
        Optional<String> generation = options.flatMap(kept -> kept.keptGeneration(next));
        boolean mariaDb = MysqlFacts.of(schemas).mariaDb();
        String value = generation.isPresent()
                // MariaDB has no words for whether a computed column may be null.
                ? " " + generation.get() + (mariaDb ? "" : MysqlTableDefinition.nullability(next))
                : MysqlTableDefinition.nullability(next)
                        + MysqlTableDefinition.defaultClause(knownDefault(column), next)
                        + (next.autoIncrement() ? " AUTO_INCREMENT" : "");
        return "MODIFY " + MysqlNames.quote(next.name()) + " " + type
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
}
