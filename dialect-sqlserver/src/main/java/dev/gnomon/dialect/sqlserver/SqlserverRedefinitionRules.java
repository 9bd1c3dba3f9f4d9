package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.change.TableChange;
import dev.gnomon.engine.dialect.RedefinitionRules;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which tables SQL Server cannot alter. */
final class SqlserverRedefinitionRules implements RedefinitionRules {

    @Override
    public boolean needed(BeforeAfter<Table> table, List<TableChange> changes) {
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
