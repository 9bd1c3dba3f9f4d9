package dev.gnomon.engine.core.event;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineEvent.Proposed;
import dev.gnomon.engine.event.EngineEvent.Reported;
import dev.gnomon.engine.event.EngineEvent.StepVetoed;
import dev.gnomon.engine.event.EngineListener;
import dev.gnomon.engine.event.Run;
import dev.gnomon.engine.event.Verdict;
import java.util.List;

/** Hands events to listeners, one after the other, on the caller's thread. */
public final class EventBus {

    private final List<EngineListener> listeners;

    public EventBus(List<EngineListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    /** Ask every listener; return if all let the step proceed. */
    void propose(Run run, Proposed event) {
        for (EngineListener listener : listeners) {
            if (ask(listener, run, event) instanceof Verdict.Veto(String reason)) {
                String name = listener.getClass().getName();
                report(run, new StepVetoed(event, name, reason));
                throw new GnomonException(
                        EngineErrorCode.STEP_VETOED,
                        "%s was vetoed by %s: %s".formatted(StepName.of(event), name, reason),
                        "Meet the objection, or take the listener out of the configuration.");
            }
        }
    }

    /** Tell every listener; a listener that fails does not stop the others, or the run. */
    void report(Run run, Reported event) {
        for (EngineListener listener : listeners) {
            try {
                listener.after(run, event);
            } catch (RuntimeException | LinkageError failure) {
                System.Logger log = System.getLogger(EventBus.class.getName());
                log.log(
                        WARNING,
                        () -> "%s failed on %s: %s"
                                .formatted(
                                        listener.getClass().getName(),
                                        event.getClass().getSimpleName(),
                                        failure));
                log.log(DEBUG, "The listener's failure", failure);
            }
        }
    }

    /** A gate that fails is shut. */
    private static Verdict ask(EngineListener listener, Run run, Proposed event) {
        try {
            return listener.before(run, event);
        } catch (RuntimeException | LinkageError failure) {
            return Verdict.veto("the listener failed: " + failure);
        }
    }
}
