package dev.gnomon.engine.core.dataloss;

import dev.gnomon.engine.change.CastSafety;
import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.ColumnDifference;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.SchemaChange.CreateIndex.Reason;
import dev.gnomon.engine.change.TableChange;
import dev.gnomon.engine.change.TableRedefinition;
import dev.gnomon.engine.core.dataloss.DataLossCheck.Place;
import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.DataLossRules;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.migration.DataLossReport;
import dev.gnomon.engine.migration.DataLossReport.Finding;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.EnumType;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What has to be looked at before a migration runs, in the order of its steps. */
public final class DataLossPlan {

    private record Planned(int stepIndex, DataLossCheck check) {}

    private final BeforeAfter<DatabaseSchema> schemas;
    private final DataLossRules rules;
    private final boolean enumsBelongToColumns;
    private final List<Planned> planned = new ArrayList<>();

    private DataLossPlan(BeforeAfter<DatabaseSchema> schemas, Dialect dialect) {
        this.schemas = schemas;
        this.rules = dialect.dataLossRules();
        this.enumsBelongToColumns = !dialect.capabilities().contains(Capability.ENUM_TYPES);
    }

    /** Plan the checks of a change set. Pure. */
    public static DataLossPlan of(ChangeSet changeSet, Dialect dialect) {
        DataLossPlan plan = new DataLossPlan(changeSet.schemas(), dialect);
        for (int i = 0; i < changeSet.changes().size(); i++) {
            plan.add(i, changeSet.changes().get(i));
        }
        return plan;
    }

    /** Make the checks without looking at any data, as for the comment in front of a migration. */
    public DataLossReport evaluate() {
        return evaluate(RowCounts.UNKNOWN);
    }

    /** Make the checks with what is known of the data. */
    public DataLossReport evaluate(RowCounts counts) {
        List<Finding> findings = new ArrayList<>();
        for (Planned each : planned) {
            DataLossCheck check = each.check();
            check.answer(counts)
                    .map(answer -> new Finding(
                            check.kind(),
                            check.place().table(),
                            check.place().columns(),
                            answer.count(),
                            answer.message(),
                            each.stepIndex()))
                    .ifPresent(findings::add);
        }
        return new DataLossReport(findings);
    }

    private void add(int step, SchemaChange change) {
        switch (change) {
            case SchemaChange.DropTable(Table table) -> plan(step, new DataLossCheck.TableDropped(table.name()));
            case SchemaChange.AlterEnum altered
            when !altered.droppedValues().isEmpty() ->
                plan(
                        step,
                        new DataLossCheck.EnumValuesRemoved(
                                Place.NOWHERE,
                                altered.enumType().before().name().name(),
                                altered.droppedValues()));
            case SchemaChange.CreateIndex created
            when created.index().isUnique() && created.reason() == Reason.NEW_INDEX ->
                plan(
                        step,
                        new DataLossCheck.UniqueIndexAdded(
                                created.table(), created.index().columnNames()));
            case SchemaChange.AlterTable(BeforeAfter<Table> table, List<TableChange> changes) ->
                addTableChanges(step, table, changes, false);
            case SchemaChange.RedefineTables(List<TableRedefinition> tables) ->
                tables.forEach(
                        redefinition -> addTableChanges(step, redefinition.table(), redefinition.changes(), true));
            case SchemaChange.CreateNamespace c -> {}
            case SchemaChange.DropExtension c -> {}
            case SchemaChange.CreateExtension c -> {}
            case SchemaChange.AlterExtension c -> {}
            case SchemaChange.DropView c -> {}
            case SchemaChange.DropUserDefinedType c -> {}
            case SchemaChange.CreateEnum c -> {}
            case SchemaChange.AlterEnum c -> {}
            case SchemaChange.DropForeignKey c -> {}
            case SchemaChange.DropIndex c -> {}
            case SchemaChange.DropEnum c -> {}
            case SchemaChange.CreateTable c -> {}
            case SchemaChange.CreateIndex c -> {}
            case SchemaChange.RenameForeignKey c -> {}
            case SchemaChange.AddForeignKey c -> {}
            case SchemaChange.RenameIndex c -> {}
            case SchemaChange.RedefineIndex c -> {}
            case SchemaChange.DialectChange c -> {}
        }
    }

    private void addTableChanges(int step, BeforeAfter<Table> tables, List<TableChange> changes, boolean redefined) {
        Table table = tables.before();
        Set<String> gone = new LinkedHashSet<>();
        Set<String> retyped = new LinkedHashSet<>();
        for (TableChange change : changes) {
            addTableChange(step, table.name(), change, redefined);
            switch (change) {
                case TableChange.DropColumn(Column column) -> gone.add(column.name());
                case TableChange.RecreateColumn recreated
                when !redefined -> gone.add(recreated.column().before().name());
                case TableChange.RecreateColumn recreated -> {}
                case TableChange.DropPrimaryKey dropped -> {}
                case TableChange.AddColumn added -> {}
                case TableChange.AlterColumn altered -> {
                    if (altered.differences().contains(ColumnDifference.TYPE)) {
                        retyped.add(altered.column().before().name());
                    }
                }
                case TableChange.RenamePrimaryKey renamed -> {}
                case TableChange.AddPrimaryKey added -> {}
            }
        }
        List<String> lost = gone.isEmpty() ? List.of() : rules.lostWithColumns(withIndexesThatGo(tables), gone);
        if (!lost.isEmpty()) {
            plan(step, new DataLossCheck.FeaturesLost(table.name(), List.copyOf(gone), lost));
        }
        List<String> broken = gone.isEmpty() && retyped.isEmpty()
                ? List.of()
                : rules.brokenByColumns(table, gone, retyped, schemas.before());
        if (!broken.isEmpty()) {
            List<String> columns =
                    Stream.concat(gone.stream(), retyped.stream()).distinct().toList();
            plan(step, new DataLossCheck.UsersBroken(table.name(), columns, broken));
        }
    }

    private static Table withIndexesThatGo(BeforeAfter<Table> tables) {
        Table table = tables.before();
        return new Table(
                table.name(),
                table.columns(),
                table.primaryKey(),
                table.indexes().stream()
                        .filter(index -> tables.after().indexes().stream()
                                .noneMatch(other -> other.name().equals(index.name())
                                        && other.columnNames().equals(index.columnNames())
                                        && other.predicate().equals(index.predicate())))
                        .toList(),
                table.foreignKeys(),
                table.unmodelled(),
                table.dialectObjects());
    }

    private void addTableChange(int step, ObjectName table, TableChange change, boolean redefined) {
        switch (change) {
            case TableChange.DropPrimaryKey(PrimaryKey key) ->
                plan(step, new DataLossCheck.PrimaryKeyChanged(table, key.columnNames()));
            case TableChange.DropColumn(Column column) ->
                plan(step, new DataLossCheck.ColumnDropped(table, column.name()));
            case TableChange.AddColumn(Column column) -> addColumn(step, table, column);
            case TableChange.AlterColumn altered -> alterColumn(step, table, altered, redefined);
            case TableChange.RecreateColumn recreated
            when redefined ->
                alterColumn(
                        step,
                        table,
                        new TableChange.AlterColumn(
                                recreated.column(), recreated.differences(), Optional.of(CastSafety.NOT_CASTABLE)),
                        true);
            case TableChange.RecreateColumn recreated -> recreateColumn(step, table, recreated);
            case TableChange.RenamePrimaryKey renamed -> {}
            case TableChange.AddPrimaryKey added -> {}
        }
    }

    private void addColumn(int step, ObjectName table, Column column) {
        if (column.type().isRequired() && !hasDefault(column)) {
            boolean clientHasDefault = column.defaultValue()
                    .filter(DefaultValue.ClientGenerated.class::isInstance)
                    .isPresent();
            plan(step, new DataLossCheck.RequiredColumnAdded(table, column.name(), clientHasDefault));
        }
    }

    private boolean hasDefault(Column column) {
        return column.databaseDefault().isPresent() || (column.autoIncrement() && rules.numberingIsDefault());
    }

    private void alterColumn(int step, ObjectName table, TableChange.AlterColumn altered, boolean redefined) {
        BeforeAfter<Column> column = altered.column();
        if (altered.differences().equals(EnumSet.of(ColumnDifference.DEFAULT))) {
            return;
        }
        String name = column.before().name();
        if (altered.differences().contains(ColumnDifference.ARITY)) {
            Column after = column.after();
            boolean filled =
                    rules.fillsEmptyRowsWithDefault() && after.databaseDefault().isPresent();
            if (after.type().isList()) {
                plan(step, new DataLossCheck.ColumnBecomesList(table, name));
            } else if (after.type().isRequired() && column.before().arity() == Arity.NULLABLE && !filled) {
                plan(step, new DataLossCheck.ColumnBecomesRequired(table, name));
                if (rules.arityHidesCast()) {
                    return;
                }
            }
        }
        altered.cast().ifPresent(cast -> addCast(step, table, altered, cast, redefined));
    }

    private void addCast(
            int step, ObjectName table, TableChange.AlterColumn altered, CastSafety cast, boolean redefined) {
        if (cast == CastSafety.SAFE) {
            return;
        }
        BeforeAfter<Column> column = altered.column();
        Optional<DataLossCheck> lostValues = lostEnumValues(table, altered);
        if (lostValues.isPresent()) {
            plan(step, lostValues.get());
            return;
        }
        String name = column.before().name();
        String before = describe(column.before(), schemas.before(), redefined);
        String after = describe(column.after(), schemas.after(), redefined);
        plan(
                step,
                cast == CastSafety.RISKY
                        ? new DataLossCheck.CastIsRisky(table, name, before, after)
                        : new DataLossCheck.CastMayFail(table, name, before, after));
    }

    private String describe(Column column, DatabaseSchema schema, boolean redefined) {
        return redefined ? rules.describeRedefinedType(column, schema) : rules.describeType(column, schema);
    }

    /** Where an enum is its column's type, losing values and nothing else is said in an enum's words. */
    private Optional<DataLossCheck> lostEnumValues(ObjectName table, TableChange.AlterColumn altered) {
        if (!enumsBelongToColumns || !altered.differences().equals(EnumSet.of(ColumnDifference.TYPE))) {
            return Optional.empty();
        }
        Optional<EnumType> before = enumOf(altered.column().before(), schemas.before());
        Optional<EnumType> after = enumOf(altered.column().after(), schemas.after());
        if (before.isEmpty() || after.isEmpty()) {
            return Optional.empty();
        }
        Set<String> kept = new HashSet<>(after.get().values());
        List<String> lost = before.get().values().stream()
                .filter(value -> !kept.contains(value))
                .toList();
        return lost.isEmpty()
                ? Optional.empty()
                : Optional.of(new DataLossCheck.EnumValuesRemoved(
                        Place.of(table, altered.column().before().name()),
                        before.get().name().name(),
                        lost));
    }

    private static Optional<EnumType> enumOf(Column column, DatabaseSchema schema) {
        return column.type().family() instanceof TypeFamily.EnumReference(ObjectName name)
                ? schema.enumType(name)
                : Optional.empty();
    }

    private void recreateColumn(int step, ObjectName table, TableChange.RecreateColumn recreated) {
        Column after = recreated.column().after();
        if (!after.type().isRequired() || hasDefault(after)) {
            plan(step, new DataLossCheck.ColumnRecreated(table, after.name()));
        } else if (recreated.column().before().arity() == Arity.NULLABLE) {
            plan(step, new DataLossCheck.RequiredColumnAdded(table, after.name(), false));
        } else {
            plan(step, new DataLossCheck.RequiredColumnRecreated(table, after.name()));
        }
    }

    private void plan(int step, DataLossCheck check) {
        planned.add(new Planned(step, check));
    }
}
