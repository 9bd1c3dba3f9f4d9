package dev.gnomon.conformance.roundtrip;

import dev.gnomon.engine.model.DatabaseSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Empty databases of one kind, and what an outside observer sees in them. */
interface TestDatabase extends AutoCloseable {

    /** A session in a database that is empty and nobody else's. */
    Connection open() throws SQLException;

    /** What somebody who knows nothing of gnomon sees in a database, sorted line by line. */
    List<String> observe(Connection connection) throws SQLException;

    /** Switch the enforcement of foreign keys off or on again, so that rows can be planted in any order. */
    void enforceForeignKeys(Connection connection, boolean enforced) throws SQLException;

    /** A value of a column for the row of a number, in SQL; rows with one number refer to each other. */
    String value(dev.gnomon.engine.model.Column column, int row, DatabaseSchema schema);

    /**
     * Whether a server refuses a step that the recorded engine writes all the same. A warning has announced it:
     * a conversion of types as risky, a change of a key as one that may fail.
     */
    default boolean isRefusedConversion(String report) {
        return false;
    }

    @Override
    void close() throws SQLException;
}
