package dev.gnomon.engine.core.diff;

import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.TableChange;
import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.DiffRules;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Keeps back the kinds of change that a dialect does not declare the capability for, so that its renderer never meets one.
 * Who finds a change asks first, where another one does the same; what is handed over all the same is not found.
 */
final class CapabilityGate {

    private final Predicate<Capability> open;

    private CapabilityGate(Predicate<Capability> open) {
        this.open = open;
    }

    /** The gate of a dialect, as far as the server that a schema was read from has what the dialect declares. */
    static CapabilityGate of(BeforeAfter<DatabaseSchema> schemas, DiffRules rules, Set<Capability> capabilities) {
        Set<Capability> lacking = rules.lacking(schemas);
        return new CapabilityGate(capability -> capabilities.contains(capability) && !lacking.contains(capability));
    }

    boolean has(Capability capability) {
        return open.test(capability);
    }

    boolean allows(SchemaChange change) {
        return needed(change).map(this::has).orElse(true);
    }

    /** Whether a table can be altered so; else it has to be built anew. */
    boolean allows(TableChange change) {
        return needed(change).map(this::has).orElse(true);
    }

    private static Optional<Capability> needed(SchemaChange change) {
        return switch (change) {
            case SchemaChange.CreateNamespace c -> Optional.of(Capability.NAMESPACES);
            case SchemaChange.DropExtension c -> Optional.of(Capability.EXTENSIONS);
            case SchemaChange.CreateExtension c -> Optional.of(Capability.EXTENSIONS);
            case SchemaChange.AlterExtension c -> Optional.of(Capability.EXTENSIONS);
            case SchemaChange.CreateEnum c -> Optional.of(Capability.ENUM_TYPES);
            case SchemaChange.AlterEnum c -> Optional.of(Capability.ENUM_TYPES);
            case SchemaChange.DropEnum c -> Optional.of(Capability.ENUM_TYPES);
            case SchemaChange.DropForeignKey c -> Optional.of(Capability.ALTER_FOREIGN_KEYS);
            case SchemaChange.AddForeignKey c -> Optional.of(Capability.ALTER_FOREIGN_KEYS);
            case SchemaChange.RenameForeignKey c -> Optional.of(Capability.RENAME_FOREIGN_KEY);
            case SchemaChange.RenameIndex c -> Optional.of(Capability.RENAME_INDEX);
            // What every dialect can, in one of the ways that its rules name.
            case SchemaChange.DropView c -> Optional.empty();
            case SchemaChange.DropUserDefinedType c -> Optional.empty();
            case SchemaChange.DropIndex c -> Optional.empty();
            case SchemaChange.AlterTable c -> Optional.empty();
            case SchemaChange.DropTable c -> Optional.empty();
            case SchemaChange.CreateTable c -> Optional.empty();
            case SchemaChange.RedefineTables c -> Optional.empty();
            case SchemaChange.CreateIndex c -> Optional.empty();
            case SchemaChange.RedefineIndex c -> Optional.empty();
            // Found by the dialect itself.
            case SchemaChange.DialectChange c -> Optional.empty();
        };
    }

    private static Optional<Capability> needed(TableChange change) {
        return switch (change) {
            case TableChange.RenamePrimaryKey c -> Optional.of(Capability.RENAME_PRIMARY_KEY);
            case TableChange.AlterColumn c -> Optional.of(Capability.ALTER_COLUMN_IN_PLACE);
            case TableChange.RecreateColumn c -> Optional.of(Capability.ALTER_COLUMN_IN_PLACE);
            case TableChange.DropPrimaryKey c -> Optional.empty();
            case TableChange.DropColumn c -> Optional.empty();
            case TableChange.AddColumn c -> Optional.empty();
            case TableChange.AddPrimaryKey c -> Optional.empty();
        };
    }
}
