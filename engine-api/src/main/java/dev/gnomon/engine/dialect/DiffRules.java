package dev.gnomon.engine.dialect;

import dev.gnomon.engine.change.CastSafety;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.TableChange;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.PrimaryKey;
import dev.gnomon.engine.model.Table;
import java.util.List;
import java.util.Optional;

/**
 * The questions that the generic differ asks a dialect. Pure. A default answer exists only where it is
 * right for most databases or errs on the safe side.
 */
public interface DiffRules {

    // --- columns ---

    /**
     * What a change of type does to the values. Asked for every pair of columns; the arity may differ
     * too, and only a change between list and single value is part of the type.
     *
     * @param schemas for the values of enums
     * @return empty if both are the same type
     */
    Optional<CastSafety> typeChange(BeforeAfter<Column> column, BeforeAfter<DatabaseSchema> schemas);

    /**
     * Whether two defaults of a column that stays are the same.
     *
     * @param generally what the differ found by comparing the values alone
     */
    default boolean sameDefault(BeforeAfter<Column> column, boolean generally) {
        return generally;
    }

    /**
     * Read an expression of a default as the value that it is, as far as its text alone says so: a constant, the
     * present time, NULL. Columns are compared as they are, and as what this makes of them.
     */
    default Column folded(Column column) {
        return column;
    }

    /** Whether a column starts or ceases to number new rows, and a statement is needed for it. */
    default boolean autoIncrementChanges(BeforeAfter<Column> column) {
        return column.before().autoIncrement() != column.after().autoIncrement();
    }

    // --- what a schema tells ---

    /**
     * Whether a schema was read from a database, and tells of what no schema file can say too. What only a database can
     * have is left alone where the other side was not read from one; a dialect that cannot tell has nothing left alone.
     */
    default boolean wasRead(DatabaseSchema schema) {
        return false;
    }

    // --- matching by name ---

    /** Whether tables whose names differ in upper and lower case only are the same. */
    default boolean ignoresCase(BeforeAfter<DatabaseSchema> schemas) {
        return false;
    }

    /** Whether a table is none of the user's: it belongs to an extension or to the server. */
    default boolean ignoresTable(ObjectName table) {
        return false;
    }

    /** Whether the default namespace has to be created where the schema before has not even that. */
    default boolean createsDefaultNamespace() {
        return false;
    }

    /** Whether enums are part of their columns' types instead of objects with a life of their own. */
    default boolean enumsBelongToColumns() {
        return false;
    }

    // --- keys and indexes ---

    /**
     * Whether two primary keys over the same columns, with the same lengths and sort orders, are the
     * same in what only this database distinguishes.
     */
    default boolean samePrimaryKey(BeforeAfter<PrimaryKey> primaryKey) {
        return true;
    }

    /**
     * Whether two indexes of one kind over the same columns, with the same lengths and sort orders,
     * are the same in what only this database distinguishes: algorithm, operator classes, predicate,
     * clustering.
     */
    default boolean sameIndex(BeforeAfter<Index> index) {
        return true;
    }

    /** Whether an index that stays has to get another name. */
    default boolean indexNameChanges(BeforeAfter<Index> index) {
        return !index.before().name().equals(index.after().name());
    }

    /** Whether an index can be renamed; else it is dropped and created. */
    default boolean canRenameIndexes(BeforeAfter<DatabaseSchema> schemas) {
        return true;
    }

    /** Whether CREATE TABLE makes this index of a new table, so that no change of its own is needed. */
    default boolean createdWithTable(Index index) {
        return false;
    }

    /** Whether an index is dropped before the type of one of its columns changes, and created after it. */
    default boolean rebuildsIndexesOfAlteredColumns() {
        return false;
    }

    /** Whether the database drops an index together with one of its columns, so that it has to be restored. */
    default boolean dropsIndexesWithColumns() {
        return false;
    }

    // --- foreign keys ---

    /**
     * Whether foreign keys are part of CREATE TABLE and of nothing else. They get no changes of their
     * own then, and their names do not count.
     */
    default boolean foreignKeysBelongToTables() {
        return false;
    }

    /** Whether a foreign key can be renamed; else it is dropped and created. */
    default boolean canRenameForeignKeys() {
        return true;
    }

    /** Whether a foreign key stays while one of its columns becomes required; else it is dropped and created. */
    default boolean foreignKeysAllowColumnsToBecomeRequired() {
        return true;
    }

    /**
     * Whether the database keeps an index for every foreign key. The differ then leaves an index alone
     * that exists for a foreign key only, and drops the foreign key while it drops another one that
     * serves it.
     */
    default boolean foreignKeysNeedIndexes() {
        return false;
    }

    // --- building tables anew ---

    /**
     * Whether the table must be built anew for these changes; {@code false} where ALTER TABLE can do
     * them.
     *
     * @param changes           in the order of {@link SchemaChange.AlterTable}
     * @param foreignKeysChange a foreign key of the table is dropped or created
     */
    boolean needsRedefinition(BeforeAfter<Table> table, List<TableChange> changes, boolean foreignKeysChange);

    /** Whether a table can be built anew while foreign keys of other tables refer to it. */
    default boolean redefinesReferencedTables() {
        return false;
    }

    /** Whether indexes of dropped tables are dropped on their own when other tables are built anew. */
    default boolean redefinitionDropsIndexesOfDroppedTables() {
        return false;
    }

    // --- the open door ---

    /** Find the changes that only this dialect knows. They stand after all that alter namespaces and extensions. */
    default List<SchemaChange.DialectChange> dialectChanges(BeforeAfter<DatabaseSchema> schemas) {
        return List.of();
    }
}
