package dev.gnomon.engine.core.diff;

import dev.gnomon.engine.change.CastSafety;
import dev.gnomon.engine.change.ColumnDifference;
import dev.gnomon.engine.change.TableChange;
import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.DiffRules;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.IndexColumn;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One table in both schemas, and in what it differs. */
final class TablePair {

    private static final Comparator<Column> BY_NAME = Comparator.comparing(Column::name, Utf8Order.INSTANCE);

    private final DiffRules rules;
    private final CapabilityGate gate;
    private final PlacedTable before;
    private final PlacedTable after;
    private final List<TableChange> changes;
    private final Set<String> columnsOfChangedType = new HashSet<>();
    private final Set<String> recreatedColumns = new HashSet<>();
    private final Set<String> columnsThatBecomeRequired = new HashSet<>();
    private final IndexMatches indexes;
    private final ForeignKeyMatches foreignKeys;
    private final boolean redefined;
    private boolean keyRenamedAnew;

    TablePair(SchemaPair schemas, DiffRules rules, CapabilityGate gate, PlacedTable before, PlacedTable after) {
        this.rules = rules;
        this.gate = gate;
        this.before = before;
        this.after = after;
        this.changes = findChanges(schemas);
        this.indexes = IndexMatches.of(before.table(), after.table(), rules.indexes(), schemas.comparesInFull());
        this.foreignKeys = ForeignKeyMatches.of(schemas, this, foreignKeyBreakers());
        this.redefined = needsRedefinition();
    }

    private boolean needsRedefinition() {
        boolean foreignKeysChange =
                !foreignKeys.dropped().isEmpty() || !foreignKeys.created().isEmpty();
        if (foreignKeysChange && !gate.has(Capability.ALTER_FOREIGN_KEYS)) {
            return true;
        }
        return (!changes.isEmpty() || foreignKeysChange)
                && (!changes.stream().allMatch(gate::allows)
                        || rules.redefinitions().needed(tables(), changes));
    }

    PlacedTable before() {
        return before;
    }

    PlacedTable after() {
        return after;
    }

    BeforeAfter<Table> tables() {
        return new BeforeAfter<>(before.table(), after.table());
    }

    /** The changes of keys and columns in the order in which a statement makes them. */
    List<TableChange> changes() {
        return changes;
    }

    IndexMatches indexes() {
        return indexes;
    }

    ForeignKeyMatches foreignKeys() {
        return foreignKeys;
    }

    /** Whether the table is built anew. */
    boolean isRedefined() {
        return redefined;
    }

    /** Whether the primary key is dropped and created only to get another name. */
    boolean isKeyRenamedAnew() {
        return keyRenamedAnew;
    }

    Set<String> columnsOfChangedType() {
        return columnsOfChangedType;
    }

    Set<String> recreatedColumns() {
        return recreatedColumns;
    }

    private List<TableChange> findChanges(SchemaPair schemas) {
        Map<String, Column> columnsAfter = new HashMap<>();
        after.table().columns().forEach(column -> columnsAfter.put(column.name(), column));
        Set<String> namesBefore = new HashSet<>();
        List<Column> dropped = new ArrayList<>();
        List<TableChange> altered = new ArrayList<>();
        for (Column column : before.table().columns()) {
            namesBefore.add(column.name());
            Column counterpart = columnsAfter.get(column.name());
            if (counterpart == null) {
                dropped.add(column);
            } else {
                compareColumn(schemas, new BeforeAfter<>(column, counterpart)).ifPresent(altered::add);
            }
        }
        List<Column> added = new ArrayList<>();
        for (Column column : after.table().columns()) {
            if (!namesBefore.contains(column.name())) {
                added.add(column);
            }
        }
        dropped.sort(BY_NAME);
        added.sort(BY_NAME);

        List<TableChange> found = new ArrayList<>();
        Optional<PrimaryKey> keyBefore = before.table().primaryKey();
        Optional<PrimaryKey> keyAfter = after.table().primaryKey();
        Optional<TableChange> renamedKey = renamedPrimaryKey();
        boolean keyStays = !primaryKeyChanges();
        keyRenamedAnew = keyStays && !renamedKey.map(gate::allows).orElse(true);
        boolean keyChanges = !keyStays || keyRenamedAnew;
        if (keyChanges) {
            keyBefore.map(TableChange.DropPrimaryKey::new).ifPresent(found::add);
        }
        renamedKey.filter(gate::allows).ifPresent(found::add);
        dropped.forEach(column -> found.add(new TableChange.DropColumn(column)));
        added.forEach(column -> found.add(new TableChange.AddColumn(column)));
        found.addAll(altered);
        if (keyChanges) {
            keyAfter.map(TableChange.AddPrimaryKey::new).ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    private Optional<TableChange> compareColumn(SchemaPair schemas, BeforeAfter<Column> column) {
        Optional<CastSafety> cast = rules.columns().typeChange(column, schemas.schemas());
        Set<ColumnDifference> differences = ColumnComparison.differences(column, cast, rules.columns());
        if (differences.isEmpty()) {
            return Optional.empty();
        }
        String name = column.before().name();
        if (cast.isPresent()) {
            columnsOfChangedType.add(name);
        }
        if (!column.before().type().isRequired() && column.after().type().isRequired()) {
            columnsThatBecomeRequired.add(name);
        }
        if (cast.filter(CastSafety.NOT_CASTABLE::equals).isPresent()) {
            recreatedColumns.add(name);
            return Optional.of(new TableChange.RecreateColumn(column, differences));
        }
        return Optional.of(new TableChange.AlterColumn(column, differences, cast));
    }

    private boolean primaryKeyChanges() {
        Optional<PrimaryKey> keyBefore = before.table().primaryKey();
        Optional<PrimaryKey> keyAfter = after.table().primaryKey();
        if (keyBefore.isEmpty() || keyAfter.isEmpty()) {
            return keyBefore.isPresent() || keyAfter.isPresent();
        }
        List<IndexColumn> columnsBefore = keyBefore.get().columns();
        List<IndexColumn> columnsAfter = keyAfter.get().columns();
        if (columnsBefore.size() != columnsAfter.size()) {
            return true;
        }
        for (int i = 0; i < columnsBefore.size(); i++) {
            if (!IndexMatches.sameColumn(columnsBefore.get(i), columnsAfter.get(i))) {
                return true;
            }
        }
        return keyBefore.get().columnNames().stream().anyMatch(columnsOfChangedType::contains)
                || !rules.indexes().samePrimaryKey(new BeforeAfter<>(keyBefore.get(), keyAfter.get()));
    }

    /** A key that is dropped and added is renamed as well, as in the recorded answers. */
    private Optional<TableChange> renamedPrimaryKey() {
        Optional<PrimaryKey> keyBefore = before.table().primaryKey();
        Optional<PrimaryKey> keyAfter = after.table().primaryKey();
        Optional<String> nameBefore = keyBefore.flatMap(PrimaryKey::name);
        Optional<String> nameAfter = keyAfter.flatMap(PrimaryKey::name);
        if (nameBefore.isEmpty() || nameAfter.isEmpty() || nameBefore.equals(nameAfter)) {
            return Optional.empty();
        }
        return Optional.of(new TableChange.RenamePrimaryKey(new BeforeAfter<>(keyBefore.get(), keyAfter.get())));
    }

    /** The columns whose change a foreign key does not survive. */
    private Set<String> foreignKeyBreakers() {
        if (rules.foreignKeys().allowColumnsToBecomeRequired() || columnsThatBecomeRequired.isEmpty()) {
            return columnsOfChangedType;
        }
        Set<String> breakers = new HashSet<>(columnsOfChangedType);
        breakers.addAll(columnsThatBecomeRequired);
        return breakers;
    }
}
