package dev.gnomon.engine.dialect;

import dev.gnomon.engine.model.DatabaseSchema;
import java.sql.Connection;
import java.sql.SQLException;

/** Reads the structure of a live database. */
@FunctionalInterface
public interface Introspector {

    /**
     * Read what the scope covers, with a number of queries that does not depend on how much there is.
     *
     * <p>The history table is left out, and so is what the database itself keeps for its own use.
     * Tables, enums and views come in the order of their names, columns in their own; indexes and
     * foreign keys in the order of their names, or, where those may be missing, in the catalog's.
     */
    DatabaseSchema introspect(Connection connection, IntrospectionScope scope) throws SQLException;
}
