package dev.gnomon.engine.dialect;

import java.sql.Connection;
import java.sql.SQLException;

/** Empties a database. The caller has made sure that it may be emptied. */
@FunctionalInterface
public interface DatabaseReset {

    /**
     * Remove every object of the scope, the history table included, by the database's quickest means.
     *
     * @param place what is emptied, as it was looked at; a session that has left it meanwhile is refused or put back,
     *     never followed
     * @throws SQLException if the means are refused; objects may be gone already
     */
    void reset(Connection connection, SessionPlace place, IntrospectionScope scope) throws SQLException;
}
