package dev.gnomon.schema.pull;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.TableRedefinition;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.model.Model;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells of the indexes that go because a schema does not have them, and what the schema would have to say to keep them. */
public final class DroppedIndexes {

    /**
     * An index that goes while its table and columns stay.
     *
     * @param index its name
     * @param model that its table belongs to
     * @param line  that would keep it
     */
    public record DroppedIndex(String index, String model, String line) {}

    private DroppedIndexes() {}

    /**
     * Find them among the changes that lead to a schema. One that is made anew, in whatever form, is none of them: the
     * schema speaks of it.
     */
    public static List<DroppedIndex> of(ChangeSet changes, Dialect dialect, PrismaSchema schema) {
        List<Dropped> dropped = dropped(changes);
        if (dropped.isEmpty()) {
            return List.of();
        }
        PullContext context = new PullContext(
                new PullRequest(changes.schemas().before(), dialect, schema.document(), schema.dataModel(), false));
        IndexWriter writer = new IndexWriter(context);
        List<DroppedIndex> found = new ArrayList<>();
        for (Dropped each : dropped) {
            context.previousModel(each.table().name())
                    .filter(model -> hasAll(model, each.index()))
                    .ifPresent(model -> found.add(new DroppedIndex(
                            each.index().name(), model.name(), writer.blockIndex(each.table(), each.index()))));
        }
        return found;
    }

    private record Dropped(Table table, Index index) {}

    private static List<Dropped> dropped(ChangeSet changes) {
        Set<String> created = new HashSet<>();
        List<Dropped> dropped = new ArrayList<>();
        for (SchemaChange change : changes.changes()) {
            if (change instanceof SchemaChange.CreateIndex create) {
                created.add(create.index().name());
            } else if (change instanceof SchemaChange.DropIndex drop) {
                table(changes, drop.table()).ifPresent(table -> dropped.add(new Dropped(table, drop.index())));
            } else if (change instanceof SchemaChange.RedefineTables redefine) {
                redefine.tables().forEach(table -> addLost(table, dropped));
            }
        }
        dropped.removeIf(each -> created.contains(each.index().name()));
        return dropped;
    }

    private static Optional<Table> table(ChangeSet changes, ObjectName name) {
        return changes.schemas().before().table(name);
    }

    private static void addLost(TableRedefinition redefinition, List<Dropped> dropped) {
        Table before = redefinition.table().before();
        for (Index index : before.indexes()) {
            boolean stays = redefinition.table().after().indexes().stream()
                    .anyMatch(other -> other.name().equals(index.name())
                            || (other.kind() == index.kind()
                                    && other.columnNames().equals(index.columnNames())));
            if (!stays) {
                dropped.add(new Dropped(before, index));
            }
        }
    }

    private static boolean hasAll(Model model, Index index) {
        return index.columnNames().stream()
                .allMatch(column -> model.fields().stream()
                        .anyMatch(field -> field.columnName().equals(column)));
    }
}
