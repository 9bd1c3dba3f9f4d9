package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.change.TableChange;
import dev.gnomon.engine.dialect.RedefinitionRules;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.Table;
import java.util.List;

/** Which tables SQLite cannot alter. */
final class SqliteRedefinitionRules implements RedefinitionRules {

    /**
     * SQLite's ALTER TABLE can add columns that may be empty, and that is all that is used of it. It refuses
     * defaults that have to be computed as soon as the table has rows.
     */
    @Override
    public boolean needed(BeforeAfter<Table> table, List<TableChange> changes) {
        return changes.stream().anyMatch(SqliteRedefinitionRules::needsNewTable);
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
    public boolean workOnReferencedTables() {
        return true;
    }

    @Override
    public boolean dropIndexesOfDroppedTables() {
        return true;
    }
}
