package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.change.CastSafety;
import dev.gnomon.engine.change.TableChange;
import dev.gnomon.engine.dialect.DiffRules;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.DefaultValue;
import dev.gnomon.engine.model.DefaultValue.Expression;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily;
import dev.gnomon.engine.model.TypeFamily.Scalar;
import dev.gnomon.engine.model.TypeFamily.Unsupported;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the differ has to know of SQL Server. */
final class SqlserverDiffRules implements DiffRules {

    private static final DefaultValue NONE = new DefaultValue.AnyExpression();

    @Override
    public Optional<CastSafety> typeChange(BeforeAfter<Column> column, BeforeAfter<DatabaseSchema> schemas) {
        TypeFamily before = column.before().type().family();
        TypeFamily after = column.after().type().family();
        if (before instanceof Unsupported || after instanceof Unsupported) {
            CastSafety safety = after == Scalar.STRING ? CastSafety.SAFE : CastSafety.RISKY;
            return before.equals(after) ? Optional.empty() : Optional.of(safety);
        }
        return SqlserverCasts.between(
                SqlserverTypes.nativeType(column.before().type()),
                SqlserverTypes.nativeType(column.after().type()));
    }

    @Override
    public boolean sameDefault(BeforeAfter<Column> column, boolean generally) {
        // A default is a constraint of its own, and its name is part of the schema.
        boolean bothHaveOne = column.before().databaseDefault().isPresent()
                && column.after().databaseDefault().isPresent();
        return (generally || sameExpression(column))
                && (!bothHaveOne
                        || column.before().defaultName().equals(column.after().defaultName()));
    }

    private static boolean sameExpression(BeforeAfter<Column> column) {
        return column.before().defaultValue().orElse(NONE) instanceof Expression(String before)
                && column.after().defaultValue().orElse(NONE) instanceof Expression(String after)
                && SqlserverExpressions.same(before, after);
    }

    /** What the catalog makes a value of is a value in a schema too. */
    @Override
    public Column folded(Column column) {
        return column.defaultValue().orElse(NONE) instanceof Expression(String sql)
                ? SqlserverDefaultReader.read(sql, column.type().family())
                        .map(column::withDefault)
                        .orElseGet(column::withoutDefault)
                : column;
    }

    @Override
    public boolean wasRead(DatabaseSchema schema) {
        return SqlserverFacts.of(schema).isPresent();
    }

    @Override
    public boolean samePrimaryKey(BeforeAfter<PrimaryKey> primaryKey) {
        boolean before = primaryKey.before().clustered().orElse(true);
        boolean after = primaryKey.after().clustered().orElse(true);
        return before == after;
    }

    @Override
    public boolean sameIndex(BeforeAfter<Index> index) {
        boolean before = index.before().clustered().orElse(false);
        boolean after = index.after().clustered().orElse(false);
        return before == after
                && SqlserverExpressions.samePredicate(
                        index.before().predicate(), index.after().predicate());
    }

    @Override
    public boolean createdWithTable(Index index) {
        return SqlserverIndexes.isConstraint(index);
    }

    @Override
    public boolean rebuildsIndexesOfAlteredColumns() {
        return true;
    }

    @Override
    public boolean needsRedefinition(BeforeAfter<Table> table, List<TableChange> changes, boolean foreignKeysChange) {
        return identityChanges(table) || everyCommonColumnIsRecreated(table, changes);
    }

    /** No statement makes a column an identity, or takes that from it. */
    private static boolean identityChanges(BeforeAfter<Table> table) {
        return table.after().columns().stream()
                .anyMatch(next -> table.before()
                        .column(next.name())
                        .filter(previous -> previous.autoIncrement() != next.autoIncrement())
                        .isPresent());
    }

    /** A table must not lose its last column on the way. */
    private static boolean everyCommonColumnIsRecreated(BeforeAfter<Table> table, List<TableChange> changes) {
        Set<String> recreated = new HashSet<>();
        Set<String> added = new HashSet<>();
        for (TableChange change : changes) {
            if (change instanceof TableChange.RecreateColumn recreate) {
                recreated.add(recreate.column().after().name());
            } else if (change instanceof TableChange.AddColumn add) {
                added.add(add.column().name());
            }
        }
        return table.after().columns().stream()
                .map(Column::name)
                .filter(name -> !added.contains(name))
                .allMatch(recreated::contains);
    }
}
