package dev.gnomon.listeners.event;

import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.TableChange;
import dev.gnomon.engine.model.ObjectName;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What changes are called, and which tables they are about. */
public final class ChangeNames {

    private ChangeNames() {}

    /** The kind of a change: the name of its type, or what its dialect calls it. */
    public static String kind(SchemaChange change) {
        return change instanceof SchemaChange.DialectChange own
                ? own.heading()
                : change.getClass().getSimpleName();
    }

    /** The kinds of a change and of the changes within it: {@code AlterTable}, {@code DropColumn}. */
    public static Set<String> kinds(SchemaChange change) {
        Set<String> kinds = new LinkedHashSet<>();
        kinds.add(kind(change));
        if (change instanceof SchemaChange.AlterTable altered) {
            addAll(kinds, altered.changes());
        } else if (change instanceof SchemaChange.RedefineTables redefined) {
            redefined.tables().forEach(table -> addAll(kinds, table.changes()));
        }
        return kinds;
    }

    private static void addAll(Set<String> kinds, List<TableChange> changes) {
        changes.forEach(change -> kinds.add(change.getClass().getSimpleName()));
    }

    /** The tables that a change is about, without their namespaces; empty if it is about none. */
    public static List<String> tables(SchemaChange change) {
        return switch (change) {
            case SchemaChange.CreateTable created -> names(created.table().name());
            case SchemaChange.DropTable dropped -> names(dropped.table().name());
            case SchemaChange.AlterTable altered ->
                names(altered.table().after().name());
            case SchemaChange.RedefineTables redefined ->
                redefined.tables().stream()
                        .map(table -> table.table().after().name().name())
                        .toList();
            case SchemaChange.DropForeignKey about -> names(about.table());
            case SchemaChange.AddForeignKey about -> names(about.table());
            case SchemaChange.RenameForeignKey about -> names(about.table());
            case SchemaChange.CreateIndex about -> names(about.table());
            case SchemaChange.DropIndex about -> names(about.table());
            case SchemaChange.RenameIndex about -> names(about.table());
            case SchemaChange.RedefineIndex about -> names(about.table());
            case SchemaChange.CreateNamespace ignored -> List.of();
            case SchemaChange.DropExtension ignored -> List.of();
            case SchemaChange.CreateExtension ignored -> List.of();
            case SchemaChange.AlterExtension ignored -> List.of();
            case SchemaChange.DropView ignored -> List.of();
            case SchemaChange.DropUserDefinedType ignored -> List.of();
            case SchemaChange.CreateEnum ignored -> List.of();
            case SchemaChange.AlterEnum ignored -> List.of();
            case SchemaChange.DropEnum ignored -> List.of();
            case SchemaChange.DialectChange ignored -> List.of();
        };
    }

    private static List<String> names(ObjectName table) {
        return List.of(table.name());
    }
}
