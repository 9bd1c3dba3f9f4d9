package dev.gnomon.engine.core.event;

import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.ScriptFailedException;
import dev.gnomon.engine.dialect.ScriptProgress;
import dev.gnomon.engine.dialect.ScriptStatement;
import dev.gnomon.engine.event.EngineEvent.Place;
import dev.gnomon.engine.event.EngineEvent.ScriptStatementExecuted;
import dev.gnomon.engine.event.EngineEvent.ScriptStatementProposed;
import java.sql.Connection;
import java.util.List;

/**
 * Runs scripts in the sight of listeners. A script runs as one piece, so its statements are proposed before it and
 * reported after it; it is taken apart only if anybody watches.
 */
public final class WatchedScript {

    private WatchedScript() {}

    /** Ask for every statement of a script. */
    public static void propose(Steps steps, Dialect dialect, Place place, String name, String script) {
        if (!steps.isWatched(ScriptStatementProposed.class)) {
            return;
        }
        List<ScriptStatement> statements = dialect.scriptRunner().split(script);
        for (int index = 0; index < statements.size(); index++) {
            ScriptStatement statement = statements.get(index);
            steps.propose(new ScriptStatementProposed(place, name, index, statement.line(), statement.sql()));
        }
    }

    /**
     * Run a script whose statements were proposed, and tell which of them ran.
     *
     * @throws ScriptFailedException if a statement fails
     */
    public static void run(
            Steps steps,
            Dialect dialect,
            Connection connection,
            Place place,
            String name,
            String script,
            ScriptProgress progress)
            throws ScriptFailedException {
        try {
            dialect.scriptRunner().run(connection, script, progress);
        } catch (ScriptFailedException failure) {
            if (!failure.failure().rolledBack()) {
                tell(steps, dialect, place, name, script, failure.failure().kept().orElse(0));
            }
            throw failure;
        }
        tell(steps, dialect, place, name, script, Integer.MAX_VALUE);
    }

    private static void tell(Steps steps, Dialect dialect, Place place, String name, String script, int count) {
        if (!steps.isWatched(ScriptStatementExecuted.class)) {
            return;
        }
        List<ScriptStatement> statements = dialect.scriptRunner().split(script);
        for (int index = 0; index < Math.min(count, statements.size()); index++) {
            ScriptStatement statement = statements.get(index);
            steps.tell(new ScriptStatementExecuted(place, name, index, statement.line(), statement.sql()));
        }
    }
}
