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
import dev.gnomon.engine.event.Observer;
import dev.gnomon.engine.event.Occurrence;

/** Hands events to whichever observer the command at work shows its progress with. */
final class ShownProgress implements Observer {

    private volatile Observer current = new Observer() {};

    /** Let an observer show what is done from now on. */
    void show(Observer shown) {
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
    public void before(Occurrence occurrence, Proposed event) {
        current.before(occurrence, event);
    }

    @Override
    public void after(Occurrence occurrence, Reported event) {
        current.after(occurrence, event);
    }
}
