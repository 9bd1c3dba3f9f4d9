package dev.gnomon.engine.dialect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Reads, before a script runs in a shadow database, what of it would reach out: into other databases, files, programs,
 * servers, roles. With the dialect's own tokens, the bodies of routines and texts that are run as statements included.
 */
public interface ScriptReach {

    /** All that reaches out, in the order of the script; any input gives some list. */
    List<Reach> read(String script, ReachScope scope);

    /**
     * Shut those doors of a session that lead out of its database, as far as the database has locks for them, before the
     * first script runs in it.
     *
     * @param allowed what the user lets scripts reach; doors to that stay open
     */
    default void confine(Connection shadow, Set<ReachKind> allowed) throws SQLException {}
}
