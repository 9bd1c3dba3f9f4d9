package dev.gnomon.engine.core.event;

import dev.gnomon.engine.event.EngineEvent;
import dev.gnomon.engine.event.EngineEvent.Proposed;
import dev.gnomon.engine.event.EngineEvent.Reported;
import dev.gnomon.engine.event.EngineListener;
import dev.gnomon.engine.event.Gate;
import dev.gnomon.engine.event.Observer;
import dev.gnomon.engine.event.Occurrence;
import dev.gnomon.engine.event.Verdict;
import java.time.Duration;

/**
 * Calls a listener on a thread of its own and waits for it only so long. A gate that does not answer in time is shut;
 * an observer that does not come back misses what happens until it does.
 */
public final class TimeLimitedListener {

    private TimeLimitedListener() {}

    /** Let a listener have so long for each of its answers. */
    public static EngineListener of(EngineListener listener, Duration patience) {
        TimeLimit limit = new TimeLimit(patience);
        return switch (listener) {
            case Gate gate -> new LimitedGate(gate, limit);
            case Observer observer -> new LimitedObserver(observer, limit);
        };
    }

    private static void after(EngineListener listener, TimeLimit limit, Occurrence occurrence, Reported event) {
        if (!limit.isCaller()) {
            limit.call(() -> {
                listener.after(occurrence, event);
                return occurrence;
            });
        }
    }

    private record LimitedGate(Gate gate, TimeLimit limit) implements Gate {
        @Override
        public String name() {
            return gate.name();
        }

        @Override
        public boolean watches(Class<? extends EngineEvent> kind) {
            return EventBus.watches(gate, kind);
        }

        @Override
        public Verdict before(Occurrence occurrence, Proposed event) {
            return limit.isCaller() ? Verdict.proceed() : limit.call(() -> gate.before(occurrence, event));
        }

        @Override
        public void after(Occurrence occurrence, Reported event) {
            TimeLimitedListener.after(gate, limit, occurrence, event);
        }
    }

    private record LimitedObserver(Observer observer, TimeLimit limit) implements Observer {
        @Override
        public String name() {
            return observer.name();
        }

        @Override
        public boolean watches(Class<? extends EngineEvent> kind) {
            return EventBus.watches(observer, kind);
        }

        @Override
        public void before(Occurrence occurrence, Proposed event) {
            if (!limit.isCaller()) {
                limit.call(() -> {
                    observer.before(occurrence, event);
                    return occurrence;
                });
            }
        }

        @Override
        public void after(Occurrence occurrence, Reported event) {
            TimeLimitedListener.after(observer, limit, occurrence, event);
        }
    }
}
