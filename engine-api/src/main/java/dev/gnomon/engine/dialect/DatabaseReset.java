package dev.gnomon.engine.dialect;

import dev.gnomon.engine.error.GnomonException;
import java.sql.Connection;
import java.sql.SQLException;

/** Empties a database. The caller has made sure that it may be emptied. */
public interface DatabaseReset {

    /**
     * Remove every object of the scope, the history table included, by the database's quickest means.
     *
     * @param place what is emptied, as it was looked at; a session that has left it meanwhile is refused or put back,
     *     never followed
     * @throws SQLException if the means are refused; objects may be gone already
     */
    void reset(Connection connection, SessionPlace place, IntrospectionScope scope) throws SQLException;

    /**
     * Remove every object of the scope, the history table included, but these and what they need: their rows, indexes,
     * constraints and triggers, the types, sequences and routines that they use.
     *
     * <p>A dialect that does not know how refuses, by {@link KeptObjects#cannotBeKept()}: nothing that is kept elsewhere may
     * be lost because of that.
     *
     * @return false if none of the kept objects is there: then nothing was done, and the quickest means will do
     * @throws GnomonException {@code P3016} if one of them needs what would have to go; nothing is gone then
     * @throws SQLException if the database refuses a statement
     */
    boolean resetExcept(Connection connection, SessionPlace place, IntrospectionScope scope, KeptObjects kept)
            throws SQLException;
}
