package dev.gnomon.engine.event;

import dev.gnomon.engine.event.EngineEvent.Proposed;
import dev.gnomon.engine.event.EngineEvent.Reported;

/**
 * Watches runs. Called on the engine's thread, in order of registration.
 *
 * <p>A listener implements one method of each pair: the one with the {@link Occurrence} if it wants to know when and as
 * which event of the run something happens, else the one with the {@link Run}. An engine that a listener uses while it
 * is called does not call that listener again.
 */
public interface EngineListener {

    /** What messages call this listener. */
    default String name() {
        return getClass().getName();
    }

    /**
     * Say whether events of a kind are of interest; asked once for each kind. What nobody wants costs nothing.
     *
     * @param kind a record of {@link EngineEvent}
     */
    default boolean watches(Class<? extends EngineEvent> kind) {
        return true;
    }

    /** Asked before a step. The first veto ends the run; an exception counts as a veto. */
    default Verdict before(Run run, Proposed event) {
        return Verdict.proceed();
    }

    /** Told after a step. An exception is logged and does not reach the engine. */
    default void after(Run run, Reported event) {}

    /** Asked as {@link #before(Run, Proposed)} is, with the event's place in its run. */
    default Verdict before(Occurrence occurrence, Proposed event) {
        return before(occurrence.run(), event);
    }

    /** Told as {@link #after(Run, Reported)} is, with the event's place in its run. */
    default void after(Occurrence occurrence, Reported event) {
        after(occurrence.run(), event);
    }
}
