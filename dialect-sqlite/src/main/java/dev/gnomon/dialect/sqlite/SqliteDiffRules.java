package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.change.CastSafety;
import dev.gnomon.engine.change.TableChange;
import dev.gnomon.engine.dialect.DiffRules;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.TypeFamily;
import java.util.List;
import java.util.Optional;

/** What SQLite takes for a difference. */
final class SqliteDiffRules implements DiffRules {

    @Override
    public Optional<CastSafety> typeChange(BeforeAfter<Column> column, BeforeAfter<DatabaseSchema> schemas) {
        if (isNumber(column.before()) && isNumber(column.after())) {
            // Both are INTEGER, which has 64 bits.
            return Optional.empty();
        }
        return SqliteCasts.between(
                column.before().type().family(), column.after().type().family());
    }

    private static boolean isNumber(Column column) {
        TypeFamily family = column.type().family();
        return column.autoIncrement() && (family == TypeFamily.Scalar.INT || family == TypeFamily.Scalar.BIG_INT);
    }

    @Override
    public boolean sameDefault(BeforeAfter<Column> column, boolean generally) {
        return generally || SqliteLiterals.isSame(column.before(), column.after());
    }

    @Override
    public boolean wasRead(DatabaseSchema schema) {
        return SqliteFacts.isIn(schema);
    }

    @Override
    public Column folded(Column column) {
        return SqliteConstants.folded(column);
    }

    /** An INTEGER primary key numbers its rows, whatever the schema says; a BIGINT has to become one. */
    @Override
    public boolean autoIncrementChanges(BeforeAfter<Column> column) {
        return column.before().type().family() == TypeFamily.Scalar.BIG_INT
                && column.after().type().family() == TypeFamily.Scalar.BIG_INT
                && column.before().autoIncrement() != column.after().autoIncrement();
    }

    @Override
    public boolean sameIndex(BeforeAfter<Index> index) {
        Optional<String> before = index.before().predicate();
        Optional<String> after = index.after().predicate();
        return before.isPresent() == after.isPresent()
                && before.map(sql -> SqliteExpressions.same(sql, after.orElse("")))
                        .orElse(true);
    }

    /** The names that SQLite gives to the indexes of constraints cannot be chosen. */
    @Override
    public boolean indexNameChanges(BeforeAfter<Index> index) {
        return !index.before().name().equals(index.after().name())
                && !index.before().name().startsWith("sqlite_");
    }

    @Override
    public boolean canRenameIndexes(BeforeAfter<DatabaseSchema> schemas) {
        return false;
    }

    @Override
    public boolean foreignKeysBelongToTables() {
        return true;
    }

    /**
     * SQLite's ALTER TABLE can add columns that may be empty, and that is all that is used of it. It refuses
     * defaults that have to be computed as soon as the table has rows.
     */
    @Override
    public boolean needsRedefinition(BeforeAfter<Table> table, List<TableChange> changes, boolean foreignKeysChange) {
        return foreignKeysChange || changes.stream().anyMatch(SqliteDiffRules::needsNewTable);
    }

    private static boolean needsNewTable(TableChange change) {
        return switch (change) {
            case TableChange.AddColumn(Column column) ->
                column.type().isRequired() || SqliteLiterals.isComputed(column);
            case TableChange.RenamePrimaryKey renamed -> false;
            case TableChange.DropPrimaryKey dropped -> true;
            case TableChange.AddPrimaryKey added -> true;
            case TableChange.DropColumn dropped -> true;
            case TableChange.AlterColumn altered -> true;
            case TableChange.RecreateColumn recreated -> true;
        };
    }

    @Override
    public boolean redefinesReferencedTables() {
        return true;
    }

    @Override
    public boolean redefinitionDropsIndexesOfDroppedTables() {
        return true;
    }
}
