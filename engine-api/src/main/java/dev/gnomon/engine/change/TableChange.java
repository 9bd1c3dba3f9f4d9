package dev.gnomon.engine.change;

import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.PrimaryKey;
import java.util.Optional;
import java.util.Set;

/** One change inside a table. */
public sealed interface TableChange {

    record DropPrimaryKey(PrimaryKey primaryKey) implements TableChange {}

    record RenamePrimaryKey(BeforeAfter<PrimaryKey> primaryKey) implements TableChange {}

    record DropColumn(Column column) implements TableChange {}

    record AddColumn(Column column) implements TableChange {}

    /**
     * Change a column in place.
     *
     * @param differences in the order of {@link ColumnDifference}; never empty
     * @param cast        what becomes of the values; empty where the type stays
     */
    record AlterColumn(BeforeAfter<Column> column, Set<ColumnDifference> differences, Optional<CastSafety> cast)
            implements TableChange {
        public AlterColumn {
            differences = ColumnDifferences.ordered(differences);
        }
    }

    /** Drop a column and add it anew, because no cast leads from the old type to the new one. */
    record RecreateColumn(BeforeAfter<Column> column, Set<ColumnDifference> differences) implements TableChange {
        public RecreateColumn {
            differences = ColumnDifferences.ordered(differences);
        }
    }

    record AddPrimaryKey(PrimaryKey primaryKey) implements TableChange {}
}
