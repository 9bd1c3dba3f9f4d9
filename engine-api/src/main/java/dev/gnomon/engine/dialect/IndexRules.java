package dev.gnomon.engine.dialect;

import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.PrimaryKey;

/** Which keys and indexes are the same, and which a database makes and drops by itself. Pure. */
public interface IndexRules {

    /** A database where an index is what its columns are, and nothing else touches it. */
    IndexRules USUAL = new IndexRules() {};

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
    default boolean nameChanges(BeforeAfter<Index> index) {
        return !index.before().name().equals(index.after().name());
    }

    /** Whether CREATE TABLE makes this index of a new table, so that no change of its own is needed. */
    default boolean createdWithTable(Index index) {
        return false;
    }

    /** Whether an index is dropped before the type of one of its columns changes, and created after it. */
    default boolean rebuiltAroundAlteredColumns() {
        return false;
    }

    /** Whether the database drops an index together with one of its columns, so that it has to be restored. */
    default boolean droppedWithColumns() {
        return false;
    }
}
