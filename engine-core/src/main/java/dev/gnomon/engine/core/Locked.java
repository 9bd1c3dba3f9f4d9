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
            return step.run();
        }
        stages.requireDirectSession();
        try (Held held = stages.dialect().migrationLock().acquire(stages.connection(), stages.lockPatience())) {
            stages.steps().tell(new MigrationLockTaken());
            return step.run();
        }
    }
}
