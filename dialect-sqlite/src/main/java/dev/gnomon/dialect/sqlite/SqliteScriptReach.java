package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.Reach;
import dev.gnomon.engine.dialect.ReachScope;
import dev.gnomon.engine.dialect.ScriptReach;
import java.util.List;

/**
 * Finds what of a script opens other files than that of its database. Bodies of triggers hold statements on rows only, and
 * nothing runs a text as a statement, so that what stands in the script is all that there is.
 */
final class SqliteScriptReach implements ScriptReach {

    @Override
    public List<Reach> read(String script, ReachScope scope) {
        return SqliteReachReader.read(script);
    }

    /** Whether a statement opens no other file, though SQLite may treat it as one that does. */
    static boolean staysInside(String statement) {
        return SqliteReachReader.read(statement).isEmpty();
    }
}
