package dev.gnomon.engine.core.diff;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.SchemaChange.CreateIndex.Reason;
import dev.gnomon.engine.change.TableRedefinition;
import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.DiffRules;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.IndexColumn;
import dev.gnomon.engine.model.ObjectName;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the ordered changes that lead from one schema to another.
 *
 * <p>Pure and generic: what only one database does differently it asks that database's
 * {@link DiffRules}, and what a database cannot do, by its capabilities, it does in another way. Needs time in proportion to the number of tables and columns.
 */
public final class SchemaDiffer {

    private final SchemaPair schemas;
    private final DiffRules rules;
    private final CapabilityGate gate;
    private final OrderedChanges changes;

    private SchemaDiffer(BeforeAfter<DatabaseSchema> schemas, DiffRules rules, CapabilityGate gate) {
        this.rules = rules;
        this.gate = gate;
        this.changes = new OrderedChanges(gate);
        this.schemas = new SchemaPair(
                ForeignKeysElsewhere.carriedOver(IndexesBeyondSchema.carriedOver(schemas, rules), rules), rules, gate);
    }

    /** Find the changes, in the order in which a migration makes them. */
    public static ChangeSet diff(BeforeAfter<DatabaseSchema> schemas, Dialect dialect) {
        return diff(schemas, dialect.diffRules(), dialect.capabilities());
    }

    /**
     * Find the changes by the rules of a database, in the order in which a migration makes them.
     *
     * @param capabilities what the database can do; no change is of a kind that it cannot
     */
    public static ChangeSet diff(BeforeAfter<DatabaseSchema> schemas, DiffRules rules, Set<Capability> capabilities) {
        return new SchemaDiffer(schemas, rules, CapabilityGate.of(schemas, rules, capabilities)).find();
    }

    private ChangeSet find() {
        addNamespaces();
        ExtensionDiff.between(schemas.schemas(), changes);
        rules.dialectChanges(schemas.schemas()).forEach(changes::add);
        EnumDiff.between(schemas, changes);
        addDroppedTables();
        addCreatedTables();
        addRedefinedTables();
        for (TablePair pair : schemas.pairs()) {
            if (!pair.isRedefined()) {
                addAlteredTable(pair);
                addIndexChanges(pair);
            }
            addForeignKeyChanges(pair);
        }
        return new ChangeSet(schemas.schemas(), DropIndexPlacement.corrected(changes.inOrder()));
    }

    /** Only namespaces that something lies in are created, in the order of their names. */
    private void addNamespaces() {
        DatabaseSchema before = schemas.schemas().before();
        DatabaseSchema after = schemas.schemas().after();
        Set<String> existing = new HashSet<>(before.namespaces());
        if (existing.isEmpty()) {
            // Where a schema lists its namespaces, the default one is there only if it is listed too.
            before.defaultNamespace().ifPresent(existing::add);
        }
        if (!rules.createsDefaultNamespace()) {
            after.defaultNamespace().ifPresent(existing::add);
        }
        Set<String> wanted = new TreeSet<>(Utf8Order.INSTANCE);
        after.tables().forEach(table -> namespaceOf(table.name(), after).ifPresent(wanted::add));
        after.enums().forEach(type -> namespaceOf(type.name(), after).ifPresent(wanted::add));
        wanted.removeAll(existing);
        wanted.forEach(namespace -> changes.add(new SchemaChange.CreateNamespace(namespace)));
    }

    private static Optional<String> namespaceOf(ObjectName name, DatabaseSchema schema) {
        return name.namespace().or(schema::defaultNamespace);
    }

    private void addDroppedTables() {
        boolean anyRedefined = schemas.pairs().stream().anyMatch(TablePair::isRedefined);
        for (PlacedTable dropped : schemas.droppedTables()) {
            changes.add(new SchemaChange.DropTable(dropped.table()), dropped.position());
            for (int i = 0; i < dropped.table().foreignKeys().size(); i++) {
                dropForeignKey(dropped, i);
            }
            if (anyRedefined && rules.redefinitions().dropIndexesOfDroppedTables()) {
                for (int i = 0; i < dropped.table().indexes().size(); i++) {
                    dropIndex(dropped, i);
                }
            }
        }
    }

    private void addCreatedTables() {
        for (PlacedTable created : schemas.createdTables()) {
            changes.add(new SchemaChange.CreateTable(created.table()), created.position());
            List<Index> indexes = created.table().indexes();
            for (int i = 0; i < indexes.size(); i++) {
                if (!rules.indexes().createdWithTable(indexes.get(i))) {
                    createIndex(Optional.empty(), created, i, Reason.NEW_TABLE);
                }
            }
            for (int i = 0; i < created.table().foreignKeys().size(); i++) {
                addForeignKey(created, i);
            }
        }
    }

    private void addRedefinedTables() {
        List<TableRedefinition> redefinitions = schemas.pairs().stream()
                .filter(TablePair::isRedefined)
                .map(pair -> new TableRedefinition(pair.tables(), pair.changes()))
                .toList();
        if (!redefinitions.isEmpty()) {
            changes.add(new SchemaChange.RedefineTables(redefinitions));
        }
    }

    private void addAlteredTable(TablePair pair) {
        if (!pair.changes().isEmpty()) {
            changes.add(
                    new SchemaChange.AlterTable(pair.tables(), pair.changes()),
                    pair.before().position(),
                    pair.after().position());
        }
    }

    private void addIndexChanges(TablePair pair) {
        IndexMatches indexes = pair.indexes();
        for (int dropped : indexes.dropped()) {
            addDroppedIndex(pair, dropped);
        }
        for (int created : indexes.created()) {
            createIndex(Optional.of(pair.before()), pair.after(), created, Reason.NEW_INDEX);
        }
        for (IndexMatches.Match match : indexes.kept()) {
            boolean restored = restoreIndexAroundColumns(pair, match);
            BeforeAfter<Index> both = new BeforeAfter<>(
                    pair.before().table().indexes().get(match.before()),
                    pair.after().table().indexes().get(match.after()));
            // A restored index has its new name already; the recorded engine renames it once more, in vain.
            if (!restored && rules.indexes().nameChanges(both)) {
                ObjectName table = pair.after().table().name();
                SchemaChange renamed = new SchemaChange.RenameIndex(table, both);
                changes.add(
                        gate.allows(renamed) ? renamed : new SchemaChange.RedefineIndex(table, both),
                        pair.before().position(),
                        match.before(),
                        pair.after().position(),
                        match.after());
            }
        }
    }

    /** The database may keep an index for a foreign key: then the index stays, or both have to go for a while. */
    private void addDroppedIndex(TablePair pair, int dropped) {
        Index index = pair.before().table().indexes().get(dropped);
        if (rules.foreignKeys().needIndexes()) {
            List<ForeignKeyMatches.Match> led = pair.foreignKeys().kept().stream()
                    .filter(match -> leads(index, foreignKeyBefore(pair, match)))
                    .toList();
            // All are asked before one is dropped: an index that stays for one of them holds none of the others up.
            if (led.stream().anyMatch(match -> isMadeFor(foreignKeyBefore(pair, match), index))) {
                return;
            }
            for (ForeignKeyMatches.Match match : led) {
                dropForeignKey(pair.before(), match.before());
                addForeignKey(pair.after(), match.after());
            }
        }
        dropIndex(pair.before(), dropped);
    }

    private static ForeignKey foreignKeyBefore(TablePair pair, ForeignKeyMatches.Match match) {
        return pair.before().table().foreignKeys().get(match.before());
    }

    private static boolean leads(Index index, ForeignKey foreignKey) {
        List<String> indexed = index.columnNames();
        List<String> constrained = foreignKey.columns();
        return indexed.size() >= constrained.size()
                && indexed.subList(0, constrained.size()).equals(constrained);
    }

    /** Whether an index is as the database makes it for a foreign key that has none. */
    private static boolean isMadeFor(ForeignKey foreignKey, Index index) {
        return index.kind() == Index.Kind.NORMAL && index.columnNames().equals(foreignKey.columns());
    }

    /** Create an index anew that goes with its columns or has to make way for them; tell whether that was so. */
    private boolean restoreIndexAroundColumns(TablePair pair, IndexMatches.Match match) {
        Index index = pair.before().table().indexes().get(match.before());
        boolean losesColumn = index.includedColumns().stream()
                .anyMatch(column -> pair.after().table().column(column).isEmpty());
        if (rules.indexes().rebuiltAroundAlteredColumns()
                && (losesColumn || touches(index, pair.columnsOfChangedType()))) {
            // Restored indexes come first, as in the recorded answers.
            dropIndex(pair.before(), match.before());
            createIndex(Optional.empty(), pair.after(), match.after(), Reason.RESTORED);
            return true;
        }
        if (rules.indexes().droppedWithColumns() && (losesColumn || touches(index, pair.recreatedColumns()))) {
            createIndex(Optional.of(pair.before()), pair.after(), match.after(), Reason.RESTORED);
            return true;
        }
        return false;
    }

    private static boolean touches(Index index, Set<String> columns) {
        if (columns.isEmpty()) {
            return false;
        }
        return index.columns().stream().map(IndexColumn::column).anyMatch(columns::contains)
                || index.includedColumns().stream().anyMatch(columns::contains);
    }

    private void addForeignKeyChanges(TablePair pair) {
        ForeignKeyMatches foreignKeys = pair.foreignKeys();
        for (int dropped : foreignKeys.dropped()) {
            dropForeignKey(pair.before(), dropped);
        }
        for (int created : foreignKeys.created()) {
            addForeignKey(pair.after(), created);
        }
        for (ForeignKeyMatches.Match match : foreignKeys.kept()) {
            addKeptForeignKey(pair, match);
        }
    }

    private void addKeptForeignKey(TablePair pair, ForeignKeyMatches.Match match) {
        BeforeAfter<ForeignKey> both = new BeforeAfter<>(
                pair.before().table().foreignKeys().get(match.before()),
                pair.after().table().foreignKeys().get(match.after()));
        ObjectName referenced = both.before().referencedTable();
        boolean inTheWay = schemas.isKeyRenamedAnew(referenced)
                || (!rules.redefinitions().workOnReferencedTables() && schemas.isRedefined(referenced));
        boolean isRenamed = !both.before().name().equals(both.after().name());
        SchemaChange renamed =
                new SchemaChange.RenameForeignKey(pair.after().table().name(), both);
        if (inTheWay || (isRenamed && !gate.allows(renamed))) {
            dropForeignKey(pair.before(), match.before());
            addForeignKey(pair.after(), match.after());
        } else if (isRenamed) {
            changes.add(
                    renamed,
                    pair.before().position(),
                    match.before(),
                    pair.after().position(),
                    match.after());
        }
    }

    private void dropForeignKey(PlacedTable table, int foreignKey) {
        changes.add(
                new SchemaChange.DropForeignKey(
                        table.table().name(), table.table().foreignKeys().get(foreignKey)),
                table.position(),
                foreignKey);
    }

    private void addForeignKey(PlacedTable table, int foreignKey) {
        changes.add(
                new SchemaChange.AddForeignKey(
                        table.table().name(), table.table().foreignKeys().get(foreignKey)),
                table.position(),
                foreignKey);
    }

    private void dropIndex(PlacedTable table, int index) {
        changes.add(
                new SchemaChange.DropIndex(
                        table.table().name(), table.table().indexes().get(index)),
                table.position(),
                index);
    }

    /** Indexes of new tables come before those of existing ones. */
    private void createIndex(Optional<PlacedTable> before, PlacedTable after, int index, Reason reason) {
        changes.add(
                new SchemaChange.CreateIndex(
                        after.table().name(), after.table().indexes().get(index), reason),
                before.map(PlacedTable::position).orElse(-1),
                after.position(),
                index);
    }
}
