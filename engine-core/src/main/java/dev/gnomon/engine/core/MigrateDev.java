package dev.gnomon.engine.core;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.core.DevDiagnosis.ResetNeeded;
import dev.gnomon.engine.core.MigrationApplier.Planned;
import dev.gnomon.engine.core.Replays.Way;
import dev.gnomon.engine.core.SchemaSources.Desired;
import dev.gnomon.engine.core.Stages.Diagnosed;
import dev.gnomon.engine.core.diff.ChangeSummary;
import dev.gnomon.engine.core.event.Steps.Asked;
import dev.gnomon.engine.core.history.HistorySplit;
import dev.gnomon.engine.core.script.MigrationScript;
import dev.gnomon.engine.core.workspace.MigrationName;
import dev.gnomon.engine.core.workspace.MigrationsDirectory;
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
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code migrate dev} as one straight line: each stage's result is the next stage's input. */
final class MigrateDev {

    private final Stages stages;
    private final Session session;
    private final Clock clock;

    MigrateDev(Stages stages, Clock clock) {
        this.stages = stages;
        this.session = stages.session();
        this.clock = clock;
    }

    MigrateDevOutcome run(MigrateDevRequest request) {
        stages.view().checkNames();
        MigrationHistory history = request.directory().read();
        Diagnosed diagnosed = stages.diagnoseForChange(history);
        RenamedMigrations.refuse(diagnosed.report().renamed());
        Desired desired = new SchemaSources(stages).desired(request.desired());
        Way way = stages.replays().of(diagnosed.split(), desired);
        ReplayedHistory replayed = way.replayed();
        DatabaseSchema actual = stages.introspect();

        Optional<Drift> drift = stages.drift(replayed.atApplied(), actual);
        if (new Diagnosis(stages).judge(diagnosed, drift) instanceof ResetNeeded reset) {
            if (!request.directory().read().equals(history)) {
                throw changedMeanwhile(" Nothing was written.");
            }
            return new MigrateDevOutcome.ResetNeeded(reset);
        }
        ChangeSet changes = stages.diff(Purpose.MIGRATION, replayed.atHead(), way.desired());
        RenderedMigration rendered = stages.render(changes);
        DataLossReport report = stages.evaluate(rendered, actual);
        MigrationApplier applier = new MigrationApplier(stages, clock);
        if (changes.isEmpty() && !request.createOnly()) {
            return new MigrateDevOutcome.UpToDate(applier.applyPending(history));
        }
        Optional<Migration> last = request.createOnly()
                ? Optional.empty()
                : history.migrations().stream().reduce((earlier, later) -> later);
        if (last.flatMap(Migration::script)
                .filter(script -> MigrationScript.sameStatements(script, stages.assemble(rendered)))
                .isPresent()) {
            Remainder remainder = new Remainder(changes, ChangeSummary.describe(changes), true);
            return new MigrateDevOutcome.Unsettled(applier.applyPending(history), last.get(), remainder);
        }
        boolean somethingIsPending = !diagnosed.split().pending().isEmpty();
        if (isUnexecutable(report, request) && !somethingIsPending) {
            return new MigrateDevOutcome.Unexecutable(applier.applyPending(history), report);
        }
        if (isDeclined(report, request)) {
            return new MigrateDevOutcome.Declined(List.of(), report);
        }
        if (!request.createOnly()) {
            stages.refuseDroppedRows(changes);
        }
        String name = MigrationName.slug(request.decisions().migrationName());
        Migration next = Migration.of(MigrationName.behind(history, clock.instant(), name), stages.assemble(rendered));
        return session.steps()
                .explained(() -> session.locked(() -> {
                    refuseChanges(request.directory(), history, diagnosed);
                    return carryOut(request, desired, history, applier, rendered, report, next);
                }));
    }

    /** Everything is asked before anything is done: first what is pending, then the next migration and its file. */
    private MigrateDevOutcome carryOut(
            MigrateDevRequest request,
            Desired desired,
            MigrationHistory history,
            MigrationApplier applier,
            RenderedMigration rendered,
            DataLossReport expected,
            Migration next)
            throws SQLException {
        List<Planned> pending = applier.askForPending(history);
        Optional<Planned> planned = request.createOnly() ? Optional.empty() : Optional.of(applier.ask(next));
        Asked write = session.steps().ask(new WriteProposed(next));

        List<String> applied = applier.apply(pending);
        DataLossReport report = pending.isEmpty() ? expected : stages.reevaluate(rendered, expected);
        if (isUnexecutable(report, request)) {
            return new MigrateDevOutcome.Unexecutable(applied, report);
        }
        if (!report.equals(expected) && isDeclined(report, request)) {
            return new MigrateDevOutcome.Declined(applied, report);
        }
        Path file = request.directory().scriptOf(next.id());
        session.steps()
                .run(
                        write,
                        () -> {
                            request.directory().write(next, session.dialect().lockFileProvider());
                            return next;
                        },
                        MigrationWritten::new);
        if (planned.isEmpty()) {
            return new MigrateDevOutcome.Drafted(applied, next, file, report);
        }
        applier.apply(planned.get());
        return new MigrateDevOutcome.Created(applied, next, file, report, remainder(desired, next));
    }

    /** Look whether the database is what the schema says now; nobody is asked, since everything is done. */
    private Optional<Remainder> remainder(Desired desired, Migration made) {
        ChangeSet left = stages.left(desired);
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(new Remainder(
                        left,
                        ChangeSummary.describe(left),
                        MigrationScript.sameStatements(made.script().orElse(""), stages.written(left))));
    }

    private static boolean isUnexecutable(DataLossReport report, MigrateDevRequest request) {
        return !report.unexecutable().isEmpty() && !request.createOnly();
    }

    private static boolean isDeclined(DataLossReport report, MigrateDevRequest request) {
        return !report.warnings().isEmpty() && !request.decisions().acceptDataLoss(report);
    }

    /** What the migration was made for must still be so now that nobody else can change it. */
    private void refuseChanges(MigrationsDirectory directory, MigrationHistory history, Diagnosed diagnosed)
            throws SQLException {
        Set<String> applied = HistorySplit.appliedIds(diagnosed.rows());
        if (!HistorySplit.appliedIds(session.historyRows()).equals(applied)
                || !directory.read().equals(history)) {
            throw changedMeanwhile(" This one was not written.");
        }
    }

    private static GnomonException changedMeanwhile(String state) {
        return new GnomonException(
                EngineErrorCode.CHANGED_MEANWHILE,
                "Another run has applied or written a migration while this one was being made." + state,
                "Run the command again: it begins with what there is now.");
    }
}
