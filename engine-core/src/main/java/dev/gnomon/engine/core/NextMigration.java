package dev.gnomon.engine.core;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.core.Replays.Way;
import dev.gnomon.engine.core.history.HistorySplit;
import dev.gnomon.engine.core.history.LockFile;
import dev.gnomon.engine.core.workspace.MigrationName;
import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.event.EngineEvent.Purpose;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.engine.migration.RenderedMigration;
import java.time.Instant;
import java.util.Optional;

/** The migration that leads from the end of a history to a schema: its text, and what it would destroy. */
final class NextMigration {

    private final Stages stages;
    private final Session session;

    NextMigration(Stages stages) {
        this.stages = stages;
        this.session = stages.session();
    }

    /** Make its text, without writing it anywhere. */
    CreatedMigration create(MigrationHistory history, SchemaSource desired, Instant now, String name, boolean draft) {
        RenderedMigration migration = stages.render(changes(history, desired));
        boolean nothing = migration.changeSet().isEmpty() && !draft;
        return new CreatedMigration(
                session.dialect().lockFileProvider(),
                MigrationName.behind(history, now, name),
                nothing
                        ? Optional.empty()
                        : Optional.of(stages.assemble(migration).text()));
    }

    /** Find out what it would do to the rows that are there now. */
    DataLossEvaluation evaluate(MigrationHistory history, SchemaSource desired) {
        ChangeSet changes = changes(history, desired);
        RenderedMigration migration = stages.render(changes);
        return new DataLossEvaluation(changes.changes().size(), stages.evaluate(migration));
    }

    private ChangeSet changes(MigrationHistory history, SchemaSource desired) {
        stages.view().checkNames();
        LockFile.check(history, session.dialect());
        Way way = stages.replays()
                .of(HistorySplit.whole(history.migrations()), new SchemaSources(stages).desired(desired));
        return stages.diff(Purpose.MIGRATION, way.replayed().atHead(), way.desired());
    }
}
