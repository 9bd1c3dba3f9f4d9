package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.Reach;
import dev.gnomon.engine.dialect.ReachScope;
import dev.gnomon.engine.dialect.ScriptReach;
import java.util.Comparator;
import java.util.List;

/**
 * Reads what of a script reaches out of its database: commands about what all databases of a server share, functions
 * that open files and connections, and code that the server does not watch.
 */
final class PostgresqlScriptReach implements ScriptReach {

    @Override
    public List<Reach> read(String script, ReachScope scope) {
        PostgresqlReachReader reading = new PostgresqlReachReader(scope, script);
        reading.read(false);
        if (reading.mayEscapeInPlainStrings()) {
            // It depends on a setting what is a string and what is not: both are read.
            reading.read(true);
        }
        return reading.found().stream()
                .distinct()
                .sorted(Comparator.comparingInt(Reach::line))
                .toList();
    }
}
