package dev.gnomon.engine.core;

import dev.gnomon.engine.core.event.Steps.Step;
import dev.gnomon.engine.dialect.MigrationLock.Held;
import dev.gnomon.engine.event.EngineEvent.LockProposed;
import dev.gnomon.engine.event.EngineEvent.MigrationLockReleased;
import dev.gnomon.engine.event.EngineEvent.MigrationLockTaken;
import java.sql.SQLException;

/** Does what no other run on the same database may do at the same time. */
final class Locked {

    private Locked() {}

    /** Do something under the lock. It asks its own questions first, and then calls {@link Stages#prepareToWrite}. */
    static <R> R run(Stages stages, Step<R> step) throws SQLException {
        if (stages.workspace().lockDisabled()) {
            return step.run();
        }
        stages.requireDirectSession();
        stages.steps().propose(new LockProposed(stages.location()));
        R result;
        try (Held held = stages.dialect().migrationLock().acquire(stages.connection(), stages.lockPatience())) {
            stages.steps().tell(new MigrationLockTaken());
            if (stages.statementPatience().isPresent()) {
                stages.dialect()
                        .connector()
                        .limitLockWaits(
                                stages.connection(), stages.statementPatience().get());
            }
            result = step.run();
        } catch (SQLException | RuntimeException failure) {
            stages.steps().tell(new MigrationLockReleased());
            throw failure;
        }
        stages.steps().tell(new MigrationLockReleased());
        return result;
    }
}
