package dev.gnomon.engine.change;

import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.PrimaryKey;
import java.util.Optional;
import java.util.Set;

/** One change inside a table. */
public sealed interface TableChange {

    TableChangeKind kind();

    record DropPrimaryKey(PrimaryKey primaryKey) implements TableChange {
        @Override
        public TableChangeKind kind() {
            return TableChangeKind.DROP_PRIMARY_KEY;
        }
    }

    record RenamePrimaryKey(BeforeAfter<PrimaryKey> primaryKey) implements TableChange {
        @Override
        public TableChangeKind kind() {
            return TableChangeKind.RENAME_PRIMARY_KEY;
        }
    }

    record DropColumn(Column column) implements TableChange {
        @Override
        public TableChangeKind kind() {
            return TableChangeKind.DROP_COLUMN;
        }
    }

    record AddColumn(Column column) implements TableChange {
        @Override
        public TableChangeKind kind() {
            return TableChangeKind.ADD_COLUMN;
        }
    }

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

        @Override
        public TableChangeKind kind() {
            return TableChangeKind.ALTER_COLUMN;
        }
    }

    /** Drop a column and add it anew, because no cast leads from the old type to the new one. */
    record RecreateColumn(BeforeAfter<Column> column, Set<ColumnDifference> differences) implements TableChange {
        public RecreateColumn {
            differences = ColumnDifferences.ordered(differences);
        }

        @Override
        public TableChangeKind kind() {
            return TableChangeKind.RECREATE_COLUMN;
        }
    }

    record AddPrimaryKey(PrimaryKey primaryKey) implements TableChange {
        @Override
        public TableChangeKind kind() {
            return TableChangeKind.ADD_PRIMARY_KEY;
        }
    }
}
