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
    private final Session session;
    private final Clock clock;

    Reset(Stages stages, Clock clock) {
        this.stages = stages;
        this.session = stages.session();
        this.clock = clock;
    }

    /** Empty the database, and tell where it is. */
    DatabaseLocation run() {
        return session.steps().explained(() -> {
            Asked reset = ask();
            return session.locked(() -> empty(reset));
        });
    }

    /** Empty the database and apply these migrations; give their ids. */
    List<String> run(MigrationHistory history) {
        LockFile.check(history, session.dialect());
        MigrationApplier applier = MigrationApplier.afterReset(stages, clock);
        return session.steps().explained(() -> {
            Asked reset = ask();
            return session.locked(() -> {
                List<Planned> planned = applier.ask(history.migrations());
                empty(reset);
                return applier.apply(planned);
            });
        });
    }

    private Asked ask() {
        // A name of another form spares nothing.
        stages.view().checkNames();
        return session.steps().ask(new ResetProposed(session.location()));
    }

    private DatabaseLocation empty(Asked reset) {
        return session.steps()
                .run(
                        reset,
                        () -> {
                            session.prepareToWrite();
                            DatabaseResetter.resetAroundExternal(
                                    session.connection(),
                                    session.dialect(),
                                    session.place(),
                                    session.workspace().scope(),
                                    stages.view());
                            return session.location();
                        },
                        DatabaseWasReset::new);
    }
}
