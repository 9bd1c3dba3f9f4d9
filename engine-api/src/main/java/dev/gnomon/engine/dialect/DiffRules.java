package dev.gnomon.engine.dialect;

import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.ObjectName;
import java.util.List;
import java.util.Set;

/**
 * The questions that the generic differ asks a dialect: those about one kind of object by subject, those about whole
 * schemas here. Pure. A default answer exists only where it is right for most databases or errs on the safe side. What a
 * database can do at all is no question: its {@link Capability} says so.
 */
public interface DiffRules {

    /** In what a column differs from its former self. */
    ColumnRules columns();

    /** Which keys and indexes are the same. */
    default IndexRules indexes() {
        return IndexRules.USUAL;
    }

    /** What foreign keys stand in the way of. */
    default ForeignKeyRules foreignKeys() {
        return ForeignKeyRules.USUAL;
    }

    /** Which tables are built anew. */
    default RedefinitionRules redefinitions() {
        return RedefinitionRules.USUAL;
    }

    /**
     * Whether a schema was read from a database, and tells of what no schema file can say too. What only a database can
     * have is left alone where the other side was not read from one; a dialect that cannot tell has nothing left alone.
     */
    default boolean wasRead(DatabaseSchema schema) {
        return false;
    }

    /** What of the dialect's capabilities the server lacks that one of these schemas was read from: it may be an old one. */
    default Set<Capability> lacking(BeforeAfter<DatabaseSchema> schemas) {
        return Set.of();
    }

    /** Whether tables whose names differ in upper and lower case only are the same. */
    default boolean ignoresCase(BeforeAfter<DatabaseSchema> schemas) {
        return false;
    }

    /** Whether a table is none of the user's: it belongs to an extension or to the server. */
    default boolean ignoresTable(ObjectName table) {
        return false;
    }

    /** Whether the default namespace has to be created where the schema before has not even that. */
    default boolean createsDefaultNamespace() {
        return false;
    }

    /** Find the changes that only this dialect knows. They stand after all that alter namespaces and extensions. */
    default List<SchemaChange.DialectChange> dialectChanges(BeforeAfter<DatabaseSchema> schemas) {
        return List.of();
    }
}
