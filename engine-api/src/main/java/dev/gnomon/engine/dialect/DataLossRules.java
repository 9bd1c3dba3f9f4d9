package dev.gnomon.engine.dialect;

import dev.gnomon.engine.model.Column;

/** What a dialect knows of the ways in which its statements lose data. */
public interface DataLossRules {

    /** Whether making a column required fills its empty rows with the column's new default. */
    default boolean fillsEmptyRowsWithDefault() {
        return false;
    }

    /** Whether a change of the type goes unmentioned where the same change makes the column required. */
    default boolean arityHidesCast() {
        return false;
    }

    /** The type of a column as a message names it. */
    String describeType(Column column);
}
