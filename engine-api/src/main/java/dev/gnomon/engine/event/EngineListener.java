package dev.gnomon.engine.event;

import dev.gnomon.engine.event.EngineEvent.Reported;

/**
 * Watches runs: as a {@link Gate}, which is asked before steps and may veto them, or as an {@link Observer}, which only
 * sees what happens. Called on the engine's thread, in order of registration. An engine that a listener uses while it is
 * called does not call that listener again.
 *
 * <p>Closed, so that nobody is taken for the one who is the other: a gate without an answer, and an observer with one, do
 * not compile.
 */
public sealed interface EngineListener permits Gate, Observer {

    /** What messages call this listener. */
    default String name() {
        return getClass().getName();
    }

    /**
     * Say whether events of a kind are of interest; asked once for each kind. What nobody wants costs nothing.
     *
     * @param kind a record of {@link EngineEvent}
     */
    boolean watches(Class<? extends EngineEvent> kind);

    /** Told after a step. An exception is logged and does not reach the engine. */
    default void after(Occurrence occurrence, Reported event) {}
}
