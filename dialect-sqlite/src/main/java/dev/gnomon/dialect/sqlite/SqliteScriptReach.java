package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.Reach;
import dev.gnomon.engine.dialect.ReachKind;
import dev.gnomon.engine.dialect.ReachScope;
import dev.gnomon.engine.dialect.ScriptReach;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * Finds what of a script opens other files than that of its database. Bodies of triggers hold statements on rows only, and
 * nothing runs a text as a statement, so that what stands in the script is all that there is.
 */
final class SqliteScriptReach implements ScriptReach {

    @Override
    public List<Reach> read(String script, ReachScope scope) {
        return SqliteReachReader.read(script);
    }

    @Override
    public void confine(Connection shadow, Set<ReachKind> allowed) throws SQLException {
        if (!allowed.contains(ReachKind.DATABASES) && !allowed.contains(ReachKind.FILES)) {
            SqliteConfinement.shut(shadow);
        }
    }

    /** Whether a statement opens no other file, though SQLite may treat it as one that does. */
    static boolean staysInside(String statement) {
        return SqliteReachReader.read(statement).isEmpty();
    }
}
