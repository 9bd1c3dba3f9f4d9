package dev.gnomon.engine.dialect;

import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Asks a server in which words its catalog tells defaults that a schema writes as expressions: no reading of the text
 * can know what a server makes of it.
 */
@FunctionalInterface
public interface DefaultWording {

    /**
     * Ask with a table for the time being, which nobody else sees and which is gone when this returns. Nothing else in
     * the database changes, and no expression is evaluated.
     *
     * @param session a session without an open transaction
     * @param columns of a schema, with expressions as their defaults
     * @param schema  whose columns they are, for the values of enums
     * @return the columns in their order, with the defaults and what else belongs to them as an introspection reads it
     * @throws SQLException if the server refuses one of the columns; the caller asks again for fewer
     */
    List<Column> spell(Connection session, List<Column> columns, DatabaseSchema schema) throws SQLException;
}
