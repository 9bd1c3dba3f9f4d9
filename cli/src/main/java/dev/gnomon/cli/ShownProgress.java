package dev.gnomon.cli;

import dev.gnomon.engine.event.EngineEvent;
import dev.gnomon.engine.event.EngineEvent.Found;
import dev.gnomon.engine.event.EngineEvent.MigrationReplayProposed;
import dev.gnomon.engine.event.EngineEvent.MigrationReplayed;
import dev.gnomon.engine.event.EngineEvent.Proposed;
import dev.gnomon.engine.event.EngineEvent.Reported;
import dev.gnomon.engine.event.EngineEvent.ScriptStatementExecuted;
import dev.gnomon.engine.event.EngineEvent.ScriptStatementProposed;
import dev.gnomon.engine.event.EngineEvent.StatementProposed;
import dev.gnomon.engine.event.EngineListener;
import dev.gnomon.engine.event.Run;
import dev.gnomon.engine.event.Verdict;

/** Hands events to whichever listener the command at work shows its progress with. */
final class ShownProgress implements EngineListener {

    private volatile EngineListener current = new EngineListener() {};

    /** Let a listener show what is done from now on. */
    void show(EngineListener shown) {
        current = shown;
    }

    /** Not the migrations of a replay, so that they need not go to the database one by one. */
    @Override
    public boolean watches(Class<? extends EngineEvent> kind) {
        return !Found.class.isAssignableFrom(kind)
                && kind != MigrationReplayProposed.class
                && kind != MigrationReplayed.class
                && kind != ScriptStatementProposed.class
                && kind != ScriptStatementExecuted.class
                && kind != StatementProposed.class;
    }

    @Override
    public Verdict before(Run run, Proposed event) {
        return current.before(run, event);
    }

    @Override
    public void after(Run run, Reported event) {
        current.after(run, event);
    }
}
