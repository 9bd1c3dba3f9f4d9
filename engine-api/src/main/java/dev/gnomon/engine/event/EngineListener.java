package dev.gnomon.engine.event;

import dev.gnomon.engine.event.EngineEvent.Proposed;
import dev.gnomon.engine.event.EngineEvent.Reported;

/** Watches runs. Called on the engine's thread, in order of registration. */
public interface EngineListener {

    /** Asked before a step. The first veto ends the run; an exception counts as a veto. */
    default Verdict before(Run run, Proposed event) {
        return Verdict.proceed();
    }

    /** Told after a step. An exception is logged and does not reach the engine. */
    default void after(Run run, Reported event) {}
}
