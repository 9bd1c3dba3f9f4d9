package dev.gnomon.engine.event;

import dev.gnomon.engine.event.EngineEvent.Proposed;

/** A listener that may veto steps. Whatever is wrong with it shuts it: an exception, no answer, none in time. */
@FunctionalInterface
public non-sealed interface Gate extends EngineListener {

    /** All events unless it says otherwise. */
    @Override
    default boolean watches(Class<? extends EngineEvent> kind) {
        return true;
    }

    /** Asked before a step. The first veto ends the run; an exception counts as a veto. */
    Verdict before(Occurrence occurrence, Proposed event);
}
