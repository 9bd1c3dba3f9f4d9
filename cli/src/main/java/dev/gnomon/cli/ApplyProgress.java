package dev.gnomon.cli;

import dev.gnomon.engine.event.EngineEvent.ApplyStarted;
import dev.gnomon.engine.event.EngineEvent.DataLossEvaluated;
import dev.gnomon.engine.event.EngineEvent.PendingMigrationsApplied;
import dev.gnomon.engine.event.EngineEvent.Proposed;
import dev.gnomon.engine.event.EngineEvent.ReplayProposed;
import dev.gnomon.engine.event.EngineEvent.Reported;
import dev.gnomon.engine.event.EngineEvent.ShadowDatabaseCreated;
import dev.gnomon.engine.event.Observer;
import dev.gnomon.engine.event.Occurrence;

/** Shows that a history is replayed and which migration is applied, as it happens. */
final class ApplyProgress implements Observer {

    private final Output output;
    private final boolean listPending;
    private final boolean showUnexecutable;
    private int toReplay;

    /**
     * @param listPending      also show the list of the pending migrations when all are applied
     * @param showUnexecutable also show the steps that cannot run, as soon as they are known
     */
    ApplyProgress(Output output, boolean listPending, boolean showUnexecutable) {
        this.output = output;
        this.listPending = listPending;
        this.showUnexecutable = showUnexecutable;
    }

    @Override
    public void before(Occurrence occurrence, Proposed event) {
        if (event instanceof ReplayProposed replay) {
            toReplay = replay.applied().size() + replay.pending().size();
        }
        output.progress("");
    }

    @Override
    public void after(Occurrence occurrence, Reported event) {
        output.progress(
                event instanceof ShadowDatabaseCreated && toReplay > 0
                        ? "Replaying %d migrations in the shadow database".formatted(toReplay)
                        : "");
        if (event instanceof ApplyStarted apply) {
            output.line("Applying migration `" + apply.migration().id() + "`");
        } else if (event instanceof PendingMigrationsApplied pending
                && listPending
                && !pending.migrationIds().isEmpty()) {
            output.line("\n" + MigrationLists.applied(pending.migrationIds()));
        } else if (event instanceof DataLossEvaluated evaluated
                && showUnexecutable
                && !evaluated.report().unexecutable().isEmpty()) {
            output.errorLine(MigrationLists.unexecutable(evaluated.report()));
        }
    }
}
