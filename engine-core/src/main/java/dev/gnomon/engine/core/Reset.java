package dev.gnomon.engine.core;

import dev.gnomon.engine.core.MigrationApplier.Planned;
import dev.gnomon.engine.core.database.DatabaseResetter;
import dev.gnomon.engine.core.event.Steps.Asked;
import dev.gnomon.engine.core.history.LockFile;
import dev.gnomon.engine.dialect.DatabaseLocation;
import dev.gnomon.engine.event.EngineEvent.DatabaseWasReset;
import dev.gnomon.engine.event.EngineEvent.ResetProposed;
import dev.gnomon.engine.migration.MigrationHistory;
import java.time.Clock;
import java.util.List;

/** {@code migrate reset}: empty the database, and apply the history anew. */
final class Reset {

    private final Stages stages;
    private final Clock clock;

    Reset(Stages stages, Clock clock) {
        this.stages = stages;
        this.clock = clock;
    }

    /** Empty the database. */
    void run() {
        stages.steps().unwatched(() -> {
            Asked reset = ask();
            Locked.run(stages, () -> empty(reset));
            return reset;
        });
    }

    /** Empty the database and apply these migrations; give their ids. */
    List<String> run(MigrationHistory history) {
        LockFile.check(history, stages.dialect());
        MigrationApplier applier = MigrationApplier.afterReset(stages, clock);
        return stages.steps().unwatched(() -> {
            Asked reset = ask();
            return Locked.run(stages, () -> {
                List<Planned> planned = applier.ask(history.migrations());
                empty(reset);
                return applier.apply(planned);
            });
        });
    }

    private Asked ask() {
        // A name of another form spares nothing.
        stages.view().checkNames();
        return stages.steps().ask(new ResetProposed(stages.location()));
    }

    private DatabaseLocation empty(Asked reset) {
        return stages.steps()
                .run(
                        reset,
                        () -> {
                            stages.prepareToWrite();
                            DatabaseResetter.resetAroundExternal(
                                    stages.connection(),
                                    stages.dialect(),
                                    stages.place(),
                                    stages.workspace().scope(),
                                    stages.view());
                            return stages.location();
                        },
                        DatabaseWasReset::new);
    }
}
