package dev.gnomon.engine.core.diff;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.TableRedefinition;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.ObjectName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Says in words for people what a change set does, object by object.
 *
 * <p>Objects that come and go are listed under one heading a kind, in the order of the changes; each
 * object that changes has a heading of its own, in the order of names.
 */
public final class ChangeSummary {

    /** What is said of a change set without changes. */
    public static final String NO_DIFFERENCE = "No difference detected.";

    /** The headings in the order in which they stand. */
    private enum Section {
        ALTERED_EXTENSION("[*] Changed the `%s` extension", true),
        DROPPED_EXTENSION("[-] Removed extensions", false),
        CREATED_EXTENSION("[+] Added extensions", true),
        ADDED_NAMESPACE("[+] Added Schemas", false),
        ADDED_ENUM("[+] Added enums", false),
        ADDED_TABLE("[+] Added tables", false),
        REMOVED_ENUM("[-] Removed enums", false),
        REMOVED_TABLE("[-] Removed tables", false),
        REMOVED_TYPE("[-] Removed UDTs", false),
        REMOVED_VIEW("[-] Removed views", false),
        REDEFINED_TABLE("[*] Redefined table `%s`", true),
        CHANGED_ENUM("[*] Changed the `%s` enum", true),
        CHANGED_TABLE("[*] Changed the `%s` table", true),
        DIALECT("[*] Other changes", false);

        private final String heading;
        private final boolean headingForEachObject;

        Section(String heading, boolean headingForEachObject) {
            this.heading = heading;
            this.headingForEachObject = headingForEachObject;
        }

        String heading(String object) {
            return heading.replace("%s", object);
        }
    }

    /**
     * One line.
     *
     * @param text without line break; empty where the heading says all
     */
    private record Item(Section section, String object, Optional<String> text) {
        String orderedBy() {
            return section.headingForEachObject ? object : "";
        }
    }

    private final List<Item> items = new ArrayList<>();

    private ChangeSummary() {}

    /**
     * Describe a change set. The text starts with an empty line and ends with a line break, but for
     * {@link #NO_DIFFERENCE}, which has neither.
     */
    public static String describe(ChangeSet changeSet) {
        if (changeSet.isEmpty()) {
            return NO_DIFFERENCE;
        }
        ChangeSummary summary = new ChangeSummary();
        changeSet.changes().forEach(summary::add);
        return summary.text();
    }

    private String text() {
        items.sort(Comparator.comparing(Item::section).thenComparing(Item::orderedBy, Utf8Order.INSTANCE));
        StringBuilder text = new StringBuilder();
        Optional<Item> previous = Optional.empty();
        for (Item item : items) {
            boolean sameHeading = previous.filter(other -> other.section() == item.section()
                            && other.orderedBy().equals(item.orderedBy()))
                    .isPresent();
            if (!sameHeading) {
                text.append('\n').append(item.section().heading(item.object())).append('\n');
            }
            item.text().ifPresent(line -> text.append("  ").append(line).append('\n'));
            previous = Optional.of(item);
        }
        return text.toString();
    }

    private void add(SchemaChange change) {
        switch (change) {
            case SchemaChange.CreateNamespace(String namespace) -> addListed(Section.ADDED_NAMESPACE, namespace);
            case SchemaChange.DropExtension(var extension) ->
                items.add(new Item(Section.DROPPED_EXTENSION, extension.name(), Optional.empty()));
            case SchemaChange.CreateExtension(var extension) -> addListed(Section.CREATED_EXTENSION, extension.name());
            case SchemaChange.AlterExtension(var extension) ->
                items.add(new Item(Section.ALTERED_EXTENSION, extension.after().name(), Optional.empty()));
            case SchemaChange.DropView(var view) ->
                addListed(Section.REMOVED_VIEW, view.name().name());
            case SchemaChange.DropUserDefinedType(var type) ->
                addListed(Section.REMOVED_TYPE, type.name().name());
            case SchemaChange.CreateEnum(var type) ->
                addListed(Section.ADDED_ENUM, type.name().name());
            case SchemaChange.DropEnum(var type) ->
                addListed(Section.REMOVED_ENUM, type.name().name());
            case SchemaChange.AlterEnum altered -> addEnum(altered);
            case SchemaChange.CreateTable(var table) ->
                addListed(Section.ADDED_TABLE, table.name().name());
            case SchemaChange.DropTable(var table) ->
                addListed(Section.REMOVED_TABLE, table.name().name());
            case SchemaChange.RedefineTables(List<TableRedefinition> tables) ->
                tables.forEach(redefinition -> items.add(new Item(
                        Section.REDEFINED_TABLE,
                        redefinition.table().after().name().name(),
                        Optional.empty())));
            case SchemaChange.AlterTable altered ->
                altered.changes()
                        .forEach(tableChange ->
                                addTableItem(altered.table().after().name(), TableChangeSummary.describe(tableChange)));
            case SchemaChange.DropForeignKey(var table, var foreignKey) ->
                addTableItem(table, "[-] Removed foreign key on columns (" + columns(foreignKey) + ")");
            case SchemaChange.AddForeignKey(var table, var foreignKey) ->
                addTableItem(table, "[+] Added foreign key on columns (" + columns(foreignKey) + ")");
            case SchemaChange.RenameForeignKey(var table, var foreignKey) ->
                addTableItem(
                        table,
                        "[*] Renamed the foreign key \""
                                + foreignKey.before().name().orElse("") + "\" to \""
                                + foreignKey.after().name().orElse("") + "\"");
            case SchemaChange.DropIndex(var table, var index) ->
                addTableItem(table, "[-] Removed " + kind(index) + "index on columns (" + columns(index) + ")");
            case SchemaChange.CreateIndex(var table, var index, var reason) ->
                addTableItem(table, "[+] Added " + kind(index) + "index on columns (" + columns(index) + ")");
            case SchemaChange.RenameIndex(var table, var index) ->
                addTableItem(
                        table,
                        "[*] Renamed index `" + index.before().name() + "` to `"
                                + index.after().name() + "`");
            case SchemaChange.RedefineIndex(var table, var index) ->
                addTableItem(table, "[*] Redefined index `" + index.before().name() + "`");
            case SchemaChange.DialectChange dialectChange ->
                items.add(new Item(Section.DIALECT, "", Optional.of("- " + dialectChange.describe())));
        }
    }

    private void addEnum(SchemaChange.AlterEnum altered) {
        String name = altered.enumType().after().name().name();
        altered.createdValues()
                .forEach(value -> items.add(
                        new Item(Section.CHANGED_ENUM, name, Optional.of("[+] Added variant `" + value + "`"))));
        altered.droppedValues()
                .forEach(value -> items.add(
                        new Item(Section.CHANGED_ENUM, name, Optional.of("[-] Removed variant `" + value + "`"))));
    }

    private void addListed(Section section, String object) {
        items.add(new Item(section, object, Optional.of("- " + object)));
    }

    private void addTableItem(ObjectName table, String text) {
        items.add(new Item(Section.CHANGED_TABLE, table.name(), Optional.of(text)));
    }

    private static String kind(Index index) {
        return index.isUnique() ? "unique " : "";
    }

    private static String columns(Index index) {
        return String.join(", ", index.columnNames());
    }

    private static String columns(ForeignKey foreignKey) {
        return String.join(", ", foreignKey.columns());
    }
}
