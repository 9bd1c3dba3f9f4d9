package dev.gnomon.schema.pull;

import java.util.Optional;

/**
 * What something of the database is called in the schema.
 *
 * @param databaseName its name in the database
 * @param name         its name in the schema
 * @param reason       where that name is from
 */
record PulledName(String databaseName, String name, Reason reason) {

    /** Where a name is from. */
    enum Reason {
        /** The previous schema. */
        PREVIOUS,
        /** The database, made fit for the schema language where necessary. */
        DATABASE,
        /** The database, with the namespace in front because something else has the same name. */
        DUPLICATE,
        /** The database, with a word in front because the name is reserved. */
        RESERVED
    }

    static PulledName kept(String databaseName, String name) {
        return new PulledName(databaseName, name, Reason.PREVIOUS);
    }

    boolean isKept() {
        return reason == Reason.PREVIOUS;
    }

    /** The name to write as {@code @@map}, where it differs. */
    Optional<String> mapped() {
        return name.equals(databaseName) ? Optional.empty() : Optional.of(databaseName);
    }
}
