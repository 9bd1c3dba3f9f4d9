package dev.gnomon.engine.dialect;

import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.TableChange;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Table;
import java.util.List;

/** Which tables are built anew, and what that takes. Pure. */
public interface RedefinitionRules {

    /** A database whose ALTER TABLE can do all that the dialect's capabilities say. */
    RedefinitionRules USUAL = new RedefinitionRules() {};

    /**
     * Whether the table must be built anew for these changes; {@code false} where ALTER TABLE can do them. It is built
     * anew in any case for what the dialect has no {@link Capability} for.
     *
     * @param changes in the order of {@link SchemaChange.AlterTable}
     */
    default boolean needed(BeforeAfter<Table> table, List<TableChange> changes) {
        return false;
    }

    /** Whether a table can be built anew while foreign keys of other tables refer to it. */
    default boolean workOnReferencedTables() {
        return false;
    }

    /** Whether indexes of dropped tables are dropped on their own when other tables are built anew. */
    default boolean dropIndexesOfDroppedTables() {
        return false;
    }
}
