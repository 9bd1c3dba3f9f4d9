package dev.gnomon.engine.core.diff;

import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.TableChange;
import dev.gnomon.engine.model.ObjectName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Moves the drop of a unique index that a new primary key replaces behind the change that adds the
 * key, so that the table is never without an identity in between.
 */
final class DropIndexPlacement {

    private DropIndexPlacement() {}

    static List<SchemaChange> corrected(List<SchemaChange> changes) {
        Map<ObjectName, SchemaChange.AlterTable> addedKeys = new HashMap<>();
        for (SchemaChange change : changes) {
            if (change instanceof SchemaChange.AlterTable altered
                    && altered.table().before().primaryKey().isEmpty()
                    && altered.table().after().primaryKey().isPresent()) {
                addedKeys.put(altered.table().before().name(), altered);
            }
        }
        if (addedKeys.isEmpty()) {
            return changes;
        }
        Map<ObjectName, List<SchemaChange>> postponed = new HashMap<>();
        List<SchemaChange> corrected = new ArrayList<>(changes.size());
        for (SchemaChange change : changes) {
            if (change instanceof SchemaChange.DropIndex drop && isReplaced(drop, addedKeys)) {
                postponed
                        .computeIfAbsent(drop.table(), table -> new ArrayList<>())
                        .add(drop);
                continue;
            }
            corrected.add(change);
            if (change instanceof SchemaChange.AlterTable altered) {
                corrected.addAll(postponed.getOrDefault(altered.table().before().name(), List.of()));
            }
        }
        return corrected;
    }

    private static boolean isReplaced(SchemaChange.DropIndex drop, Map<ObjectName, SchemaChange.AlterTable> addedKeys) {
        SchemaChange.AlterTable altered = addedKeys.get(drop.table());
        if (altered == null || !drop.index().isUnique()) {
            return false;
        }
        List<String> columns = drop.index().columnNames();
        Set<String> lost = new HashSet<>();
        boolean sameKey = false;
        for (TableChange change : altered.changes()) {
            switch (change) {
                case TableChange.AddPrimaryKey(var key) ->
                    sameKey = key.columnNames().equals(columns);
                case TableChange.DropColumn(var column) -> lost.add(column.name());
                case TableChange.RecreateColumn(var column, var differences) ->
                    lost.add(column.before().name());
                case TableChange.DropPrimaryKey dropped -> {}
                case TableChange.RenamePrimaryKey renamed -> {}
                case TableChange.AddColumn added -> {}
                case TableChange.AlterColumn alteredColumn -> {}
            }
        }
        return sameKey && columns.stream().noneMatch(lost::contains);
    }
}
