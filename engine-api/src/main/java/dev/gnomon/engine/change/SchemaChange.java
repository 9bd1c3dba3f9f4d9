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
 * <p>The kinds are declared in the order in which they stand in a migration.
 */
public sealed interface SchemaChange {

    record CreateNamespace(String namespace) implements SchemaChange {}

    record DropExtension(Extension extension) implements SchemaChange {}

    record CreateExtension(Extension extension) implements SchemaChange {}

    record AlterExtension(BeforeAfter<Extension> extension) implements SchemaChange {}

    record DropView(View view) implements SchemaChange {}

    record DropUserDefinedType(UserDefinedType type) implements SchemaChange {}

    record CreateEnum(EnumType enumType) implements SchemaChange {}

    /** Values join or leave an enum; both lists in the order of their side. */
    record AlterEnum(BeforeAfter<EnumType> enumType, List<String> createdValues, List<String> droppedValues)
            implements SchemaChange {
        public AlterEnum {
            createdValues = List.copyOf(createdValues);
            droppedValues = List.copyOf(droppedValues);
        }
    }

    record DropForeignKey(ObjectName table, ForeignKey foreignKey) implements SchemaChange {}

    record DropIndex(ObjectName table, Index index) implements SchemaChange {}

    record AlterTable(BeforeAfter<Table> table, List<TableChange> changes) implements SchemaChange {
        public AlterTable {
            changes = List.copyOf(changes);
        }
    }

    record DropTable(Table table) implements SchemaChange {}

    record DropEnum(EnumType enumType) implements SchemaChange {}

    record CreateTable(Table table) implements SchemaChange {}

    /** Build tables anew, copy the rows, swap; for what a database cannot alter in place. */
    record RedefineTables(List<TableRedefinition> tables) implements SchemaChange {
        public RedefineTables {
            tables = List.copyOf(tables);
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
    }

    record RenameForeignKey(ObjectName table, BeforeAfter<ForeignKey> foreignKey) implements SchemaChange {}

    record AddForeignKey(ObjectName table, ForeignKey foreignKey) implements SchemaChange {}

    record RenameIndex(ObjectName table, BeforeAfter<Index> index) implements SchemaChange {}

    /** Give an index another name where a database cannot rename: drop it and create it. */
    record RedefineIndex(ObjectName table, BeforeAfter<Index> index) implements SchemaChange {}

    /** A change that only its own dialect can find and render. */
    non-sealed interface DialectChange extends SchemaChange {

        /** The heading in a migration file, for example {@code AlterSequence}. */
        String heading();

        /** One line for a person, without a final stop. */
        String describe();
    }
}
