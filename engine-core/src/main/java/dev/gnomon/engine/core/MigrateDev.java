package dev.gnomon.engine.core;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.core.DevDiagnosis.ResetNeeded;
import dev.gnomon.engine.core.Stages.Diagnosed;
import dev.gnomon.engine.event.EngineEvent.MigrationWritten;
import dev.gnomon.engine.event.EngineEvent.Purpose;
import dev.gnomon.engine.event.EngineEvent.WriteProposed;
import dev.gnomon.engine.migration.DataLossReport;
import dev.gnomon.engine.migration.Drift;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.engine.migration.RenderedMigration;
import dev.gnomon.engine.migration.ReplayedHistory;
import dev.gnomon.engine.model.DatabaseSchema;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** {@code migrate dev} as one straight line: each stage's result is the next stage's input. */
final class MigrateDev {

    private final Stages stages;
    private final Clock clock;

    MigrateDev(Stages stages, Clock clock) {
        this.stages = stages;
        this.clock = clock;
    }

    MigrateDevOutcome run(MigrateDevRequest request) {
        stages.view().checkNames();
        MigrationHistory history = request.directory().read();
        Diagnosed diagnosed = stages.diagnoseForChange(history);
        ReplayedHistory replayed = stages.replay(history, diagnosed.appliedIds());
        DatabaseSchema actual = stages.introspect();

        Optional<Drift> drift = stages.drift(replayed.atApplied(), actual);
        if (stages.judge(diagnosed.report(), drift) instanceof ResetNeeded reset) {
            return new MigrateDevOutcome.Drifted(reset);
        }
        MigrationApplier applier = new MigrationApplier(stages, clock);
        List<String> applied = applier.applyPendingFirst(history);

        ChangeSet changes = stages.diff(Purpose.MIGRATION, replayed.atHead(), request.desired());
        RenderedMigration rendered = stages.render(changes);
        DataLossReport report = stages.evaluate(rendered);
        if (!report.unexecutable().isEmpty() && !request.createOnly()) {
            applier.createHistoryTable();
            return new MigrateDevOutcome.Unexecutable(applied, report);
        }
        if (!report.warnings().isEmpty() && !request.decisions().acceptDataLoss(report)) {
            applier.createHistoryTable();
            return new MigrateDevOutcome.Declined(applied, report);
        }
        if (changes.isEmpty() && !request.createOnly()) {
            applier.createHistoryTable();
            return new MigrateDevOutcome.UpToDate(applied);
        }
        String name = MigrationName.slug(request.decisions().migrationName());
        Migration next = Migration.of(MigrationName.withTimestamp(clock.instant(), name), stages.assemble(rendered));
        Path file = request.directory().scriptOf(next.id());
        if (request.createOnly()) {
            write(request.directory(), next, applier::createHistoryTable);
            return new MigrateDevOutcome.Drafted(applied, next, file, report);
        }
        applier.applyAfter(next, () -> write(request.directory(), next, () -> {}));
        return new MigrateDevOutcome.Created(applied, next, file, report);
    }

    /** The file comes last: whatever is asked before it may be answered with a veto. */
    private void write(MigrationsDirectory directory, Migration migration, Runnable before) {
        stages.steps()
                .run(
                        new WriteProposed(migration),
                        () -> {
                            before.run();
                            directory.write(migration, stages.dialect().lockFileProvider());
                            return migration;
                        },
                        MigrationWritten::new);
    }
}
