package dev.gnomon.engine.core;

import dev.gnomon.engine.core.event.Steps.Step;
import dev.gnomon.engine.dialect.MigrationLock.Held;
import dev.gnomon.engine.event.EngineEvent.MigrationLockTaken;
import java.sql.SQLException;

/** Does what no other run on the same database may do at the same time. */
final class Locked {

    private Locked() {}

    static <R> R run(Stages stages, Step<R> step) throws SQLException {
        if (stages.workspace().lockDisabled()) {
            return writing(stages, step);
        }
        stages.requireDirectSession();
        try (Held held = stages.dialect().migrationLock().acquire(stages.connection(), stages.lockPatience())) {
            stages.steps().tell(new MigrationLockTaken());
            return writing(stages, step);
        }
    }

    /** Whoever takes the lock is about to write, and needs the namespace that the URL chooses. */
    private static <R> R writing(Stages stages, Step<R> step) throws SQLException {
        stages.dialect()
                .connector()
                .createDefaultNamespace(stages.connection(), stages.workspace().requireTarget());
        return step.run();
    }
}
