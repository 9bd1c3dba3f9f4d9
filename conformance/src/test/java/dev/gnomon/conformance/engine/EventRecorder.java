package dev.gnomon.conformance.engine;

import dev.gnomon.engine.event.EngineEvent;
import dev.gnomon.engine.event.EngineEvent.Proposed;
import dev.gnomon.engine.event.EngineEvent.Reported;
import dev.gnomon.engine.event.Gate;
import dev.gnomon.engine.event.Occurrence;
import dev.gnomon.engine.event.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes down all events, and vetoes one kind of them if told to. */
final class EventRecorder implements Gate {

    private final Optional<Class<? extends Proposed>> vetoed;
    private final List<EngineEvent> events = new ArrayList<>();

    EventRecorder() {
        this.vetoed = Optional.empty();
    }

    EventRecorder(Class<? extends Proposed> vetoed) {
        this.vetoed = Optional.of(vetoed);
    }

    @Override
    public Verdict before(Occurrence occurrence, Proposed event) {
        events.add(event);
        return vetoed.filter(kind -> kind.isInstance(event)).isPresent()
                ? Verdict.veto("not today")
                : Verdict.proceed();
    }

    @Override
    public void after(Occurrence occurrence, Reported event) {
        events.add(event);
    }

    /** The names of the kinds of all events so far. */
    List<String> names() {
        return events.stream().map(event -> event.getClass().getSimpleName()).toList();
    }

    <E extends EngineEvent> List<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    void clear() {
        events.clear();
    }
}
