package dev.gnomon.engine.core.diff;

import dev.gnomon.engine.change.ChangeKind;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.TableChange;
import dev.gnomon.engine.change.TableChangeKind;
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
        return needed(change.kind()).map(this::has).orElse(true);
    }

    /** Whether a table can be altered so; else it has to be built anew. */
    boolean allows(TableChange change) {
        return needed(change.kind()).map(this::has).orElse(true);
    }

    private static Optional<Capability> needed(ChangeKind kind) {
        return switch (kind) {
            case CREATE_NAMESPACE -> Optional.of(Capability.NAMESPACES);
            case CREATE_EXTENSION, ALTER_EXTENSION, DROP_EXTENSION -> Optional.of(Capability.EXTENSIONS);
            case CREATE_ENUM, ALTER_ENUM, DROP_ENUM -> Optional.of(Capability.ENUM_TYPES);
            case ADD_FOREIGN_KEY, DROP_FOREIGN_KEY -> Optional.of(Capability.ALTER_FOREIGN_KEYS);
            case RENAME_FOREIGN_KEY -> Optional.of(Capability.RENAME_FOREIGN_KEY);
            case RENAME_INDEX -> Optional.of(Capability.RENAME_INDEX);
            // Every dialect can do these, in one of the ways that its rules name; its own changes it finds itself.
            case CREATE_TABLE,
                    ALTER_TABLE,
                    DROP_TABLE,
                    REDEFINE_TABLES,
                    CREATE_INDEX,
                    DROP_INDEX,
                    REDEFINE_INDEX,
                    DROP_VIEW,
                    DROP_USER_DEFINED_TYPE,
                    DIALECT_CHANGE -> Optional.empty();
        };
    }

    private static Optional<Capability> needed(TableChangeKind kind) {
        return switch (kind) {
            case RENAME_PRIMARY_KEY -> Optional.of(Capability.RENAME_PRIMARY_KEY);
            case ALTER_COLUMN, RECREATE_COLUMN -> Optional.of(Capability.ALTER_COLUMN_IN_PLACE);
            case ADD_COLUMN, DROP_COLUMN, ADD_PRIMARY_KEY, DROP_PRIMARY_KEY -> Optional.empty();
        };
    }
}
