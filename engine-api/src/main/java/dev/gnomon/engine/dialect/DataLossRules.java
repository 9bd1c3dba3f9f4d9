package dev.gnomon.engine.dialect;

import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.Table;
import java.util.List;
import java.util.Set;

/** What a dialect knows of the ways in which its statements lose data. */
public interface DataLossRules {

    /** Whether making a column required fills its empty rows with the column's new default. */
    default boolean fillsEmptyRowsWithDefault() {
        return false;
    }

    /** Whether a new column that numbers its rows counts as one with a default. */
    default boolean numberingIsDefault() {
        return false;
    }

    /** Whether a change of the type goes unmentioned where the same change makes the column required. */
    default boolean arityHidesCast() {
        return false;
    }

    /**
     * The type of a column as a message names it.
     *
     * @param schema that the column belongs to
     */
    String describeType(Column column, DatabaseSchema schema);

    /**
     * What the schema language cannot say of a table, and what does not outlive some of its columns: checks over
     * them, computed columns and indexes that read them.
     *
     * @param table   as it was read from the database, but of its indexes only those that the schema lets go
     * @param columns the names of the columns that go
     * @return one line each, without a final stop; empty if nothing is lost or if the database would refuse
     */
    default List<String> lostWithColumns(Table table, Set<String> columns) {
        return List.of();
    }

    /**
     * What uses columns of a table and cannot do without them: views, triggers, policies. It either fails from then
     * on, or the database refuses the change for its sake.
     *
     * @param table   as it was read from the database
     * @param gone    the names of the columns that go
     * @param retyped the names of the columns whose type changes in place
     * @param schema  that the table belongs to
     * @return one line each, without a final stop
     */
    default List<String> brokenByColumns(Table table, Set<String> gone, Set<String> retyped, DatabaseSchema schema) {
        return List.of();
    }

    /** The type of a column as a message names it where the column's table is built anew. */
    default String describeRedefinedType(Column column, DatabaseSchema schema) {
        return describeType(column, schema);
    }
}
