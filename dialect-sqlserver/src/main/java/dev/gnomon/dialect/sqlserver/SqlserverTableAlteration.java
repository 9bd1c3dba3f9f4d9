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
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The statements of one ALTER TABLE step.
 *
 * <p>T-SQL has one verb a statement, so the changes are collected by verb: constraints go before the
 * columns they hold, and come back after them.
 */
final class SqlserverTableAlteration {

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
    private final List<Column> droppedColumns = new ArrayList<>();
    private final Set<String> addedConstraints = new TreeSet<>();
    private final List<Column> addedColumns = new ArrayList<>();
    private final Set<String> newKeyColumns = new HashSet<>();
    private boolean dropsPrimaryKey;

    private SqlserverTableAlteration(SchemaChange.AlterTable alter, ChangeSet context, SqlserverNames names) {
        this.before = alter.table().before();
        this.after = alter.table().after();
        this.names = names;
        this.table = names.qualified(before.name());
        this.rename = SqlserverFacts.rename(context.schemas().before());
        this.introspected = SqlserverFacts.of(context.schemas().before()).isPresent();
    }

    static List<String> render(SchemaChange.AlterTable alter, ChangeSet context, SqlserverNames names) {
        SqlserverTableAlteration step = new SqlserverTableAlteration(alter, context, names);
        alter.changes().forEach(step::collect);
        return step.statements();
    }

    private void collect(TableChange change) {
        switch (change) {
            case TableChange.DropPrimaryKey drop -> {
                dropsPrimaryKey = true;
                droppedConstraints.add(SqlserverNames.quote(primaryKeyName(before, drop.primaryKey())));
            }
            case TableChange.RenamePrimaryKey rename ->
                renames.add("EXEC " + this.rename + " N"
                        + names.path(before.name()
                                .sibling(primaryKeyName(
                                        before, rename.primaryKey().before())))
                        + ", N"
                        + SqlserverLiterals.quote(
                                primaryKeyName(after, rename.primaryKey().after())));
            case TableChange.AddPrimaryKey add -> {
                newKeyColumns.addAll(add.primaryKey().columnNames());
                addedConstraints.add("CONSTRAINT " + SqlserverNames.bare(primaryKeyName(after, add.primaryKey()))
                        + SqlserverTableDefinition.primaryKey(add.primaryKey()));
            }
            case TableChange.DropColumn drop -> dropColumn(drop.column());
            case TableChange.AddColumn add -> addedColumns.add(add.column());
            case TableChange.RecreateColumn column -> {
                dropColumn(column.column().before());
                addedColumns.add(column.column().after());
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
        droppedColumns.add(column);
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
        if (!dropsPrimaryKey) {
            // A key that was dropped comes back with its new name; there is nothing left to rename.
            statements.addAll(renames);
        }
        statements.addAll(modifications);
        List<Column> early = columnsBeforeTheOldOnesGo();
        addColumns(early, statements);
        if (!droppedColumns.isEmpty()) {
            List<String> dropped = droppedColumns.stream()
                    .map(column -> SqlserverNames.quote(column.name()))
                    .toList();
            statements.add("ALTER TABLE " + table + " DROP COLUMN " + String.join(",\n", dropped));
        }
        List<Column> late = new ArrayList<>(addedColumns);
        late.removeAll(early);
        // Constraints come first, as in the recorded answers, but for a key that needs the new columns.
        boolean keyed = late.stream().map(Column::name).anyMatch(newKeyColumns::contains);
        if (keyed) {
            addColumns(late, statements);
        }
        if (!addedConstraints.isEmpty()) {
            statements.add("ALTER TABLE " + table + " ADD " + String.join(", ", addedConstraints));
        }
        if (!keyed) {
            addColumns(late, statements);
        }
        return statements;
    }

    /**
     * A table cannot be without a column: where all go, those that come are added before, as far as they may stand beside
     * the old ones.
     */
    private List<Column> columnsBeforeTheOldOnesGo() {
        if (droppedColumns.size() < before.columns().size()) {
            return List.of();
        }
        Set<String> names = new HashSet<>();
        droppedColumns.forEach(column -> names.add(column.name().toLowerCase(Locale.ROOT)));
        boolean numbered = droppedColumns.stream().anyMatch(Column::autoIncrement);
        return addedColumns.stream()
                .filter(column -> !names.contains(column.name().toLowerCase(Locale.ROOT)))
                .filter(column -> !(numbered && column.autoIncrement()))
                .toList();
    }

    private void addColumns(List<Column> columns, List<String> statements) {
        if (!columns.isEmpty()) {
            List<String> added = columns.stream()
                    .map(column -> SqlserverTableDefinition.column(after, column))
                    .toList();
            statements.add("ALTER TABLE " + table + " ADD " + String.join(",\n", added));
        }
    }

    private static String primaryKeyName(Table table, PrimaryKey key) {
        return SqlserverTableDefinition.primaryKeyName(table, key);
    }
}
