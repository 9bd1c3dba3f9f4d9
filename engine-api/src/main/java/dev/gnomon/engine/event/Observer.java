package dev.gnomon.engine.event;

import dev.gnomon.engine.event.EngineEvent.Proposed;
import dev.gnomon.engine.event.EngineEvent.Reported;

/** A listener that sees what happens and cannot stop it. Whatever is wrong with it is logged and ignored. */
public non-sealed interface Observer extends EngineListener {

    /**
     * Reports and nothing else unless it says otherwise: what is only proposed is not even made while nobody asks for
     * it, which saves taking scripts apart and counting rows.
     */
    @Override
    default boolean watches(Class<? extends EngineEvent> kind) {
        return Reported.class.isAssignableFrom(kind);
    }

    /** Told before a step of a kind that it watches. There is nothing to answer: whoever has an answer is a gate. */
    default void before(Occurrence occurrence, Proposed event) {}
}
