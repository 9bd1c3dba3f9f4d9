package dev.gnomon.engine.dialect;

import dev.gnomon.engine.change.CastSafety;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import java.util.Optional;

/** In what a column differs from its former self. Pure. */
public interface ColumnRules {

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
}
