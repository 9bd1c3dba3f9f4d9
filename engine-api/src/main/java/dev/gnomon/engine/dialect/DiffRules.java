package dev.gnomon.engine.dialect;

import dev.gnomon.engine.change.CastSafety;
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
 * right for every database or errs on the safe side.
 */
public interface DiffRules {

    /**
     * What a change of type does to the values.
     *
     * @return empty if both are the same type
     */
    Optional<CastSafety> typeChange(BeforeAfter<Column> column, BeforeAfter<DatabaseSchema> schemas);

    /** Whether the tables must be built anew for these changes; {@code false} where ALTER TABLE can do them. */
    boolean needsRedefinition(BeforeAfter<Table> table, List<TableChange> changes, boolean foreignKeysChange);

    /** Whether two defaults of a column that stays are the same beyond what the differ itself compares. */
    default boolean sameDefault(BeforeAfter<Column> column) {
        return true;
    }

    /** Whether two indexes over the same columns are the same in what only this database distinguishes. */
    default boolean sameIndex(BeforeAfter<Index> index) {
        return true;
    }

    /** Whether two primary keys over the same columns are the same in what only this database distinguishes. */
    default boolean samePrimaryKey(BeforeAfter<PrimaryKey> primaryKey) {
        return true;
    }

    /** Whether tables and enums whose names differ in upper and lower case only are the same. */
    default boolean ignoresCase(BeforeAfter<DatabaseSchema> schemas) {
        return false;
    }

    /** Whether a table is none of the user's: it belongs to an extension or to the server. */
    default boolean ignoresTable(ObjectName table) {
        return false;
    }
}
