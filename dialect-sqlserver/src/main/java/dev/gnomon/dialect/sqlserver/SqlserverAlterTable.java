package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.ColumnDifference;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.TableChange;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The statements of one ALTER TABLE step.
 *
 * <p>T-SQL has one verb a statement, so the changes are collected by verb: constraints go before the
 * columns they hold, and come back after them.
 */
final class SqlserverAlterTable {

    private final Table before;
    private final Table after;
    private final String table;
    private final SqlserverNames names;

    /** The procedure that renames. */
    private final String rename;

    /** Whether the names of constraints are those that a database really has. */
    private final boolean introspected;

    private final Set<String> droppedConstraints = new TreeSet<>();
    private final List<String> renames = new ArrayList<>();
    private final List<String> modifications = new ArrayList<>();
    private final List<String> droppedColumns = new ArrayList<>();
    private final Set<String> addedConstraints = new TreeSet<>();
    private final List<String> addedColumns = new ArrayList<>();

    private SqlserverAlterTable(SchemaChange.AlterTable alter, ChangeSet context, SqlserverNames names) {
        this.before = alter.table().before();
        this.after = alter.table().after();
        this.names = names;
        this.table = names.qualified(before.name());
        this.rename = SqlserverFacts.rename(context.schemas().before());
        this.introspected = SqlserverFacts.of(context.schemas().before()).isPresent();
    }

    static List<String> render(SchemaChange.AlterTable alter, ChangeSet context, SqlserverNames names) {
        SqlserverAlterTable step = new SqlserverAlterTable(alter, context, names);
        alter.changes().forEach(step::collect);
        return step.statements();
    }

    private void collect(TableChange change) {
        switch (change) {
            case TableChange.DropPrimaryKey drop ->
                droppedConstraints.add(SqlserverNames.quote(primaryKeyName(before, drop.primaryKey())));
            case TableChange.RenamePrimaryKey rename ->
                renames.add("EXEC " + this.rename + " N"
                        + names.path(before.name()
                                .sibling(primaryKeyName(
                                        before, rename.primaryKey().before())))
                        + ", N"
                        + SqlserverLiterals.quote(
                                primaryKeyName(after, rename.primaryKey().after())));
            case TableChange.AddPrimaryKey add ->
                addedConstraints.add("CONSTRAINT " + SqlserverNames.bare(primaryKeyName(after, add.primaryKey()))
                        + SqlserverRenderer.primaryKey(add.primaryKey()));
            case TableChange.DropColumn drop -> dropColumn(drop.column());
            case TableChange.AddColumn add -> addedColumns.add(SqlserverRenderer.column(after, add.column()));
            case TableChange.RecreateColumn column -> {
                dropColumn(column.column().before());
                addedColumns.add(SqlserverRenderer.column(after, column.column().after()));
            }
            case TableChange.AlterColumn column -> alterColumn(column);
        }
    }

    private void dropColumn(Column column) {
        // The server refuses to drop a column that a default still holds. A schema that was never in
        // a database has only a guess at the constraint's name, and the recorded text leaves it out.
        if (introspected && column.databaseDefault().isPresent()) {
            droppedConstraints.add(SqlserverNames.quote(SqlserverNames.defaultConstraint(before, column)));
        }
        droppedColumns.add(SqlserverNames.quote(column.name()));
    }

    private void alterColumn(TableChange.AlterColumn change) {
        Column previous = change.column().before();
        Column next = change.column().after();
        boolean defaultChanges = change.differences().contains(ColumnDifference.DEFAULT) || isHeldByDefault(change);
        if (defaultChanges && previous.databaseDefault().isPresent()) {
            droppedConstraints.add(SqlserverNames.quote(SqlserverNames.defaultConstraint(before, previous)));
        }
        if (!change.differences().equals(Set.of(ColumnDifference.DEFAULT))) {
            modifications.add("ALTER TABLE " + table + " ALTER COLUMN " + SqlserverNames.quote(next.name()) + " "
                    + SqlserverTypes.render(next.type())
                    + SqlserverCollation.clause(previous, next)
                    + (next.type().isRequired() ? " NOT NULL" : " NULL"));
        }
        if (defaultChanges) {
            next.defaultValue().ifPresent(value -> setDefault(next, value));
        }
    }

    /**
     * Whether the server refuses to give a column another type because of its default. Only the length, precision and
     * scale of a type may change around one.
     */
    private boolean isHeldByDefault(TableChange.AlterColumn change) {
        Column previous = change.column().before();
        Column next = change.column().after();
        return introspected
                && change.differences().contains(ColumnDifference.TYPE)
                && previous.databaseDefault().isPresent()
                && next.databaseDefault().isPresent()
                && !SqlserverTypes.nativeType(previous.type())
                        .name()
                        .equals(SqlserverTypes.nativeType(next.type()).name());
    }

    private void setDefault(Column column, DefaultValue value) {
        SqlserverLiterals.render(value)
                .ifPresent(sql -> addedConstraints.add("CONSTRAINT "
                        + SqlserverNames.quote(SqlserverNames.defaultConstraint(after, column)) + " DEFAULT " + sql
                        + " FOR " + SqlserverNames.quote(column.name())));
    }

    private List<String> statements() {
        List<String> statements = new ArrayList<>();
        if (!droppedConstraints.isEmpty()) {
            statements.add("ALTER TABLE " + table + " DROP CONSTRAINT " + String.join(",\n", droppedConstraints));
        }
        statements.addAll(renames);
        statements.addAll(modifications);
        if (!droppedColumns.isEmpty()) {
            statements.add("ALTER TABLE " + table + " DROP COLUMN " + String.join(",\n", droppedColumns));
        }
        if (!addedConstraints.isEmpty()) {
            statements.add("ALTER TABLE " + table + " ADD " + String.join(", ", addedConstraints));
        }
        if (!addedColumns.isEmpty()) {
            statements.add("ALTER TABLE " + table + " ADD " + String.join(",\n", addedColumns));
        }
        return statements;
    }

    private static String primaryKeyName(Table table, PrimaryKey key) {
        return SqlserverRenderer.primaryKeyName(table, key);
    }
}
