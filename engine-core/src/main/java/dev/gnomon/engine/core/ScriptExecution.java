package dev.gnomon.engine.core;

import dev.gnomon.engine.core.event.WatchedScript;
import dev.gnomon.engine.core.history.MigrationFailure;
import dev.gnomon.engine.dialect.DatabaseLocation;
import dev.gnomon.engine.dialect.ScriptFailedException;
import dev.gnomon.engine.dialect.ScriptProgress;
import dev.gnomon.engine.dialect.SecretMask;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineEvent.ExecuteProposed;
import dev.gnomon.engine.event.EngineEvent.ScriptExecuted;
import java.sql.SQLException;

/** {@code db execute}: a script of the user's, as it is. */
final class ScriptExecution {

    private static final String NAME = "the script";

    private final Stages stages;
    private final Session session;

    ScriptExecution(Stages stages) {
        this.stages = stages;
        this.session = stages.session();
    }

    /** Run a script, and tell where. */
    DatabaseLocation run(String script) {
        return session.steps()
                .run(
                        new ExecuteProposed(session.location(), script),
                        () -> {
                            execute(script);
                            return session.location();
                        },
                        ScriptExecuted::new);
    }

    private void execute(String script) {
        WatchedScript watched = stages.watchedScripts();
        watched.propose(NAME, script);
        try {
            watched.run(session.scripts(), NAME, script, ScriptProgress.UNHEARD);
        } catch (ScriptFailedException failure) {
            if (failure.getCause() instanceof SQLException cause) {
                GnomonException explained = session.explain(cause);
                if (explained.code() == EngineErrorCode.CONNECTION_CLOSED) {
                    throw explained;
                }
            }
            throw new GnomonException(
                    EngineErrorCode.DATABASE_FAILURE,
                    // The statement that failed need not be known: all of the script may be quoted.
                    SecretMask.maskSql(failure.failure().report(), script),
                    MigrationFailure.inScript(failure),
                    failure);
        }
    }
}
