package dev.gnomon.engine.change;

import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.EnumType;
import dev.gnomon.engine.model.Extension;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.Index;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import dev.gnomon.engine.model.UserDefinedType;
import dev.gnomon.engine.model.View;
import java.util.List;

/**
 * One step from one schema to another.
 *
 * <p>Closed, so that a renderer's {@code switch} is checked by the compiler, but for
 * {@link DialectChange}: the one door for objects that only one database has. A change holds the
 * values it speaks of, so it prints, compares, travels in an event and renders alone.
 *
 * <p>In which order they stand in a migration, and why, {@link ChangeKind} says.
 */
public sealed interface SchemaChange {

    ChangeKind kind();

    /** The kind among whose changes it stands in a migration. */
    default ChangeKind place() {
        return kind();
    }

    /** What policies, logs and reports call it. */
    default String word() {
        return kind().word();
    }

    /** The heading in a migration file. */
    default String heading() {
        return kind().heading();
    }

    /** The tables that it is about, by the names that they have afterwards; empty if it is about none. */
    List<ObjectName> tableNames();

    /** The changes inside the tables that it is about. */
    default List<TableChange> tableChanges() {
        return List.of();
    }

    record CreateNamespace(String namespace) implements SchemaChange {
        @Override
        public ChangeKind kind() {
            return ChangeKind.CREATE_NAMESPACE;
        }

        @Override
        public List<ObjectName> tableNames() {
            return List.of();
        }
    }

    record DropExtension(Extension extension) implements SchemaChange {
        @Override
        public ChangeKind kind() {
            return ChangeKind.DROP_EXTENSION;
        }

        @Override
        public List<ObjectName> tableNames() {
            return List.of();
        }
    }

    record CreateExtension(Extension extension) implements SchemaChange {
        @Override
        public ChangeKind kind() {
            return ChangeKind.CREATE_EXTENSION;
        }

        @Override
        public List<ObjectName> tableNames() {
            return List.of();
        }
    }

    record AlterExtension(BeforeAfter<Extension> extension) implements SchemaChange {
        @Override
        public ChangeKind kind() {
            return ChangeKind.ALTER_EXTENSION;
        }

        @Override
        public List<ObjectName> tableNames() {
            return List.of();
        }
    }

    record DropView(View view) implements SchemaChange {
        @Override
        public ChangeKind kind() {
            return ChangeKind.DROP_VIEW;
        }

        @Override
        public List<ObjectName> tableNames() {
            return List.of();
        }
    }

    record DropUserDefinedType(UserDefinedType type) implements SchemaChange {
        @Override
        public ChangeKind kind() {
            return ChangeKind.DROP_USER_DEFINED_TYPE;
        }

        @Override
        public List<ObjectName> tableNames() {
            return List.of();
        }
    }

    record CreateEnum(EnumType enumType) implements SchemaChange {
        @Override
        public ChangeKind kind() {
            return ChangeKind.CREATE_ENUM;
        }

        @Override
        public List<ObjectName> tableNames() {
            return List.of();
        }
    }

    /** Values join or leave an enum; both lists in the order of their side. */
    record AlterEnum(BeforeAfter<EnumType> enumType, List<String> createdValues, List<String> droppedValues)
            implements SchemaChange {
        public AlterEnum {
            createdValues = List.copyOf(createdValues);
            droppedValues = List.copyOf(droppedValues);
        }

        @Override
        public ChangeKind kind() {
            return ChangeKind.ALTER_ENUM;
        }

        @Override
        public List<ObjectName> tableNames() {
            return List.of();
        }
    }

    record DropForeignKey(ObjectName table, ForeignKey foreignKey) implements SchemaChange {
        @Override
        public ChangeKind kind() {
            return ChangeKind.DROP_FOREIGN_KEY;
        }

        @Override
        public List<ObjectName> tableNames() {
            return List.of(table);
        }
    }

    record DropIndex(ObjectName table, Index index) implements SchemaChange {
        @Override
        public ChangeKind kind() {
            return ChangeKind.DROP_INDEX;
        }

        @Override
        public List<ObjectName> tableNames() {
            return List.of(table);
        }
    }

    record AlterTable(BeforeAfter<Table> table, List<TableChange> changes) implements SchemaChange {
        public AlterTable {
            changes = List.copyOf(changes);
        }

        @Override
        public ChangeKind kind() {
            return ChangeKind.ALTER_TABLE;
        }

        @Override
        public List<ObjectName> tableNames() {
            return List.of(table.after().name());
        }

        @Override
        public List<TableChange> tableChanges() {
            return changes;
        }
    }

    record DropTable(Table table) implements SchemaChange {
        @Override
        public ChangeKind kind() {
            return ChangeKind.DROP_TABLE;
        }

        @Override
        public List<ObjectName> tableNames() {
            return List.of(table.name());
        }
    }

    record DropEnum(EnumType enumType) implements SchemaChange {
        @Override
        public ChangeKind kind() {
            return ChangeKind.DROP_ENUM;
        }

        @Override
        public List<ObjectName> tableNames() {
            return List.of();
        }
    }

    record CreateTable(Table table) implements SchemaChange {
        @Override
        public ChangeKind kind() {
            return ChangeKind.CREATE_TABLE;
        }

        @Override
        public List<ObjectName> tableNames() {
            return List.of(table.name());
        }
    }

    /** Build tables anew, copy the rows, swap; for what a database cannot alter in place. */
    record RedefineTables(List<TableRedefinition> tables) implements SchemaChange {
        public RedefineTables {
            tables = List.copyOf(tables);
        }

        @Override
        public ChangeKind kind() {
            return ChangeKind.REDEFINE_TABLES;
        }

        @Override
        public List<ObjectName> tableNames() {
            return tables.stream().map(each -> each.table().after().name()).toList();
        }

        @Override
        public List<TableChange> tableChanges() {
            return tables.stream().flatMap(each -> each.changes().stream()).toList();
        }
    }

    /**
     * Create an index.
     *
     * @param reason why: only an index that is new on a table that was there can meet duplicate rows
     */
    record CreateIndex(ObjectName table, Index index, Reason reason) implements SchemaChange {

        /** Why an index is created. */
        public enum Reason {
            /** The table is created by the same change set. */
            NEW_TABLE,
            /** The index is new on a table that was there. */
            NEW_INDEX,
            /** The index was there and comes back after its column was built anew. */
            RESTORED
        }

        @Override
        public ChangeKind kind() {
            return ChangeKind.CREATE_INDEX;
        }

        @Override
        public List<ObjectName> tableNames() {
            return List.of(table);
        }
    }

    record RenameForeignKey(ObjectName table, BeforeAfter<ForeignKey> foreignKey) implements SchemaChange {
        @Override
        public ChangeKind kind() {
            return ChangeKind.RENAME_FOREIGN_KEY;
        }

        @Override
        public List<ObjectName> tableNames() {
            return List.of(table);
        }
    }

    record AddForeignKey(ObjectName table, ForeignKey foreignKey) implements SchemaChange {
        @Override
        public ChangeKind kind() {
            return ChangeKind.ADD_FOREIGN_KEY;
        }

        @Override
        public List<ObjectName> tableNames() {
            return List.of(table);
        }
    }

    record RenameIndex(ObjectName table, BeforeAfter<Index> index) implements SchemaChange {
        @Override
        public ChangeKind kind() {
            return ChangeKind.RENAME_INDEX;
        }

        @Override
        public List<ObjectName> tableNames() {
            return List.of(table);
        }
    }

    /** Give an index another name where a database cannot rename: drop it and create it. */
    record RedefineIndex(ObjectName table, BeforeAfter<Index> index) implements SchemaChange {
        @Override
        public ChangeKind kind() {
            return ChangeKind.REDEFINE_INDEX;
        }

        @Override
        public List<ObjectName> tableNames() {
            return List.of(table);
        }
    }

    /** A change that only its own dialect can find and render. */
    non-sealed interface DialectChange extends SchemaChange {

        @Override
        default ChangeKind kind() {
            return ChangeKind.DIALECT_CHANGE;
        }

        /** The kind behind whose changes it stands; where its own kind stands unless it needs another place. */
        @Override
        default ChangeKind place() {
            return kind();
        }

        /** The heading in a migration file, for example {@code AlterSequence}. */
        @Override
        String heading();

        @Override
        default String word() {
            return heading();
        }

        /** One line for a person, without a final stop. */
        String describe();
    }
}
