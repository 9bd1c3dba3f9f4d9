package dev.gnomon.engine.core.event;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineEvent;
import dev.gnomon.engine.event.EngineEvent.Proposed;
import dev.gnomon.engine.event.EngineEvent.Reported;
import dev.gnomon.engine.event.EngineListener;
import dev.gnomon.engine.event.Gate;
import dev.gnomon.engine.event.Observer;
import dev.gnomon.engine.event.Occurrence;
import dev.gnomon.engine.event.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hands events to listeners, one after the other, on the caller's thread. */
public final class EventBus {

    private final List<EngineListener> listeners;
    private final Map<Class<? extends EngineEvent>, List<EngineListener>> watchers = new ConcurrentHashMap<>();

    /** The listeners that the current thread is within a call of: no engine calls them from there again. */
    private static final ThreadLocal<Set<EngineListener>> BUSY =
            ThreadLocal.withInitial(() -> Collections.newSetFromMap(new IdentityHashMap<>()));

    /** The observers that failed. */
    private final Set<EngineListener> failing = Collections.newSetFromMap(new IdentityHashMap<>());

    public EventBus(List<EngineListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    /** Whether anybody wants events of a kind. */
    boolean isWatched(Class<? extends EngineEvent> kind) {
        return !listeners.isEmpty() && !watchers(kind).isEmpty();
    }

    /** Ask every gate and tell every observer, in their order; return if all let the step proceed. The occurrence is made only if anybody watches. */
    void propose(Supplier<Occurrence> occurrences, Supplier<Occurrence> vetoes, Proposed event) {
        if (listeners.isEmpty()) {
            return;
        }
        @Nullable Occurrence occurrence = null;
        for (EngineListener listener : watchers(event.getClass())) {
            occurrence = occurrence == null ? occurrences.get() : occurrence;
            switch (listener) {
                case Gate gate -> {
                    if (ask(gate, occurrence, event) instanceof Verdict.Veto(String reason)) {
                        throw vetoed(vetoes, event, gate, reason);
                    }
                }
                case Observer observer -> tell(observer, occurrence, event);
            }
        }
    }

    private GnomonException vetoed(Supplier<Occurrence> vetoes, Proposed event, Gate gate, String reason) {
        String name = nameOf(gate);
        report(vetoes, new EngineEvent.StepVetoed(event, name, reason));
        return new GnomonException(
                EngineErrorCode.STEP_VETOED,
                "%s was vetoed by %s: %s".formatted(StepName.of(event), name, reason),
                "Meet the objection, or take the listener out of the configuration.");
    }

    /** Tell every listener; a listener that fails does not stop the others, or the run. */
    void report(Supplier<Occurrence> occurrences, Reported event) {
        if (listeners.isEmpty()) {
            return;
        }
        @Nullable Occurrence occurrence = null;
        for (EngineListener listener : watchers(event.getClass())) {
            occurrence = occurrence == null ? occurrences.get() : occurrence;
            tell(listener, occurrence, event);
        }
    }

    private List<EngineListener> watchers(Class<? extends EngineEvent> kind) {
        return watchers.computeIfAbsent(kind, asked -> {
            List<EngineListener> interested = new ArrayList<>();
            for (EngineListener listener : listeners) {
                if (watches(listener, asked)) {
                    interested.add(listener);
                }
            }
            return List.copyOf(interested);
        });
    }

    /** Whether a listener is called for a kind of events: whoever cannot say gets all that it cannot do without. */
    static boolean watches(EngineListener listener, Class<? extends EngineEvent> kind) {
        try {
            return listener.watches(kind);
        } catch (RuntimeException | Error failure) {
            return listener instanceof Gate || Reported.class.isAssignableFrom(kind);
        }
    }

    /** A gate that fails, or does not answer, is shut. */
    private static Verdict ask(Gate gate, Occurrence occurrence, Proposed event) {
        Set<EngineListener> inside = BUSY.get();
        if (!inside.add(gate)) {
            return Verdict.proceed();
        }
        try {
            @Nullable Verdict verdict = gate.before(occurrence, event);
            return verdict == null ? Verdict.veto("the listener gave no answer") : verdict;
        } catch (RuntimeException | Error failure) {
            return Verdict.veto("the listener failed: " + toldOf(failure));
        } finally {
            leave(inside, gate);
        }
    }

    private void tell(EngineListener listener, Occurrence occurrence, Reported event) {
        tell(listener, event, () -> listener.after(occurrence, event));
    }

    private void tell(Observer observer, Occurrence occurrence, Proposed event) {
        tell(observer, event, () -> observer.before(occurrence, event));
    }

    private void tell(EngineListener listener, EngineEvent event, Runnable call) {
        Set<EngineListener> inside = BUSY.get();
        if (!inside.add(listener)) {
            return;
        }
        try {
            call.run();
        } catch (RuntimeException | Error failure) {
            System.Logger log = System.getLogger(EventBus.class.getName());
            log.log(
                    isFirstFailure(listener) ? WARNING : DEBUG,
                    () -> "%s failed on %s: %s"
                            .formatted(nameOf(listener), event.getClass().getSimpleName(), toldOf(failure)));
            log.log(DEBUG, "The listener's failure", failure);
        } finally {
            leave(inside, listener);
        }
    }

    /** A listener that is out of order is told of once. */
    private boolean isFirstFailure(EngineListener listener) {
        synchronized (failing) {
            return failing.add(listener);
        }
    }

    /** A thread of a pool outlives the engine; nothing of the engine may stay with it. */
    private static void leave(Set<EngineListener> inside, EngineListener listener) {
        inside.remove(listener);
        if (inside.isEmpty()) {
            BUSY.remove();
        }
    }

    /** A failure of gnomon's own kind tells itself; of others the kind matters too. */
    private static String toldOf(Throwable failure) {
        return failure instanceof GnomonException told ? String.valueOf(told.getMessage()) : failure.toString();
    }

    private static String nameOf(EngineListener listener) {
        try {
            return listener.name();
        } catch (RuntimeException | Error failure) {
            return listener.getClass().getName();
        }
    }
}
