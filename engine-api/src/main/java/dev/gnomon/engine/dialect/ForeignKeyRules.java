package dev.gnomon.engine.dialect;

/** What foreign keys stand in the way of, where they can be altered at all. Pure. */
public interface ForeignKeyRules {

    /** A database where foreign keys stand in nobody's way. */
    ForeignKeyRules USUAL = new ForeignKeyRules() {};

    /** Whether a foreign key stays while one of its columns becomes required; else it is dropped and created. */
    default boolean allowColumnsToBecomeRequired() {
        return true;
    }

    /**
     * Whether the database keeps an index for every foreign key. The differ then leaves an index alone
     * that exists for a foreign key only, and drops the foreign key while it drops another one that
     * serves it.
     */
    default boolean needIndexes() {
        return false;
    }
}
