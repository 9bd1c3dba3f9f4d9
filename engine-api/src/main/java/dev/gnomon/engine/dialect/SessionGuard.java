package dev.gnomon.engine.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Keeps a session what it was before somebody's script ran in it: in its database, in its role, with its search path and
 * its settings.
 */
public interface SessionGuard {

    /** Read what the session is now; asked once, before the first script. */
    SessionState read(Connection connection) throws SQLException;

    /**
     * Compare the session with what it was, and put back whatever a script has changed. An open transaction was ended
     * before.
     *
     * @param script what ran, so that what no word of it can have changed need not be asked for
     * @return what was put back, for people ({@code database}, {@code role}, names of settings); none if all was as before
     * @throws SQLException if something cannot be put back: the session is then of no more use
     */
    List<String> putBack(Connection connection, SessionState before, String script) throws SQLException;
}
