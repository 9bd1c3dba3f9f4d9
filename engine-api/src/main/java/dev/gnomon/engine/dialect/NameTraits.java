package dev.gnomon.engine.dialect;

import java.util.List;
import java.util.Optional;

/** What names a schema for one kind of database may give, and which ones go without saying. Pure. */
public interface NameTraits {

    /** The longest name of a constraint or index, in bytes of UTF-8. */
    int maxIdentifierLength();

    /** How long the names may be that a schema itself gives to tables, columns, enums and namespaces; empty: as it likes. */
    default Optional<NameLimit> nameLimit() {
        return Optional.empty();
    }

    /** The namespace of objects that say none, where neither schema nor URL says another; empty without namespaces. */
    Optional<String> defaultNamespace();

    /** Which names must differ from each other. */
    List<ConstraintScope> constraintScopes();

    /** The names of constraints and indexes that a schema gives none. */
    default ConstraintNames constraintNames() {
        return new ConstraintNames(maxIdentifierLength());
    }
}
