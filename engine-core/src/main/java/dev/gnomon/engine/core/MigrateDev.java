package dev.gnomon.engine.core;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.core.DevDiagnosis.ResetNeeded;
import dev.gnomon.engine.core.Stages.Diagnosed;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        if (stages.judge(diagnosed, drift) instanceof ResetNeeded reset) {
            if (!request.directory().read().equals(history)) {
                throw changedMeanwhile(" Nothing was written.");
            }
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
        Migration next = Migration.of(MigrationName.behind(history, clock.instant(), name), stages.assemble(rendered));
        Path file = request.directory().scriptOf(next.id());
        if (request.createOnly()) {
            write(request.directory(), next, applier::createHistoryTable);
            return new MigrateDevOutcome.Drafted(applied, next, file, report);
        }
        Set<String> known = new LinkedHashSet<>(diagnosed.appliedIds());
        known.addAll(applied);
        applier.applyAfter(next, () -> {
            refuseChanges(request.directory(), history, known);
            write(request.directory(), next, () -> {});
        });
        return new MigrateDevOutcome.Created(applied, next, file, report);
    }

    /** What the migration was made for must still be so now that nobody else can change it. */
    private void refuseChanges(MigrationsDirectory directory, MigrationHistory history, Set<String> applied) {
        Set<String> now = stages.steps().unwatched(() -> stages.appliedIds());
        if (!now.equals(applied) || !directory.read().equals(history)) {
            throw changedMeanwhile(" This one was not written.");
        }
    }

    private static GnomonException changedMeanwhile(String state) {
        return new GnomonException(
                EngineErrorCode.CHANGED_MEANWHILE,
                "Another run has applied or written a migration while this one was being made." + state,
                "Run the command again: it begins with what there is now.");
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
