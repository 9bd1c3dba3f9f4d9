package dev.gnomon.engine.core.event;

import dev.gnomon.engine.event.EngineEvent;
import dev.gnomon.engine.event.EngineEvent.Proposed;
import dev.gnomon.engine.event.EngineEvent.Reported;
import dev.gnomon.engine.event.EngineListener;
import dev.gnomon.engine.event.Occurrence;
import dev.gnomon.engine.event.Verdict;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Calls a listener on a thread of its own and waits for it only so long. A gate that does not answer in time is shut;
 * an observer that does not come back misses what happens until it does.
 */
public final class TimeLimitedListener implements EngineListener {

    private final EngineListener listener;
    private final Duration patience;

    /** One thread at most, which goes away when nothing happens for a second. */
    private final ThreadPoolExecutor thread;

    /** A call that was given up and may not have come back. */
    private volatile @Nullable Call<?> givenUp;

    private TimeLimitedListener(EngineListener listener, Duration patience) {
        this.listener = listener;
        this.patience = patience;
        this.thread = new ThreadPoolExecutor(
                1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> new ListenerThread(this, work));
        thread.allowCoreThreadTimeOut(true);
    }

    /** Let a listener have so long for each of its answers. */
    public static EngineListener of(EngineListener listener, Duration patience) {
        return new TimeLimitedListener(listener, patience);
    }

    @Override
    public String name() {
        return listener.name();
    }

    @Override
    public boolean watches(Class<? extends EngineEvent> kind) {
        return EventBus.watches(listener, kind);
    }

    @Override
    public Verdict before(Occurrence occurrence, Proposed event) {
        if (isCaller()) {
            return Verdict.proceed();
        }
        return limited(() -> listener.before(occurrence, event));
    }

    @Override
    public void after(Occurrence occurrence, Reported event) {
        if (isCaller()) {
            return;
        }
        limited(() -> {
            listener.after(occurrence, event);
            return occurrence;
        });
    }

    /** Whether the listener itself uses the engine: it does not hear itself. */
    private boolean isCaller() {
        return Thread.currentThread() instanceof ListenerThread own && own.owner == this;
    }

    private static final class ListenerThread extends Thread {
        private final TimeLimitedListener owner;

        ListenerThread(TimeLimitedListener owner, Runnable work) {
            super(work, "gnomon listener");
            this.owner = owner;
            setDaemon(true);
        }
    }

    /** A call that knows whether it is under way. */
    private static final class Call<R> implements Callable<R> {
        private final Callable<R> call;
        private volatile boolean underWay;

        Call(Callable<R> call) {
            this.call = call;
        }

        @Override
        public R call() throws Exception {
            underWay = true;
            try {
                return call.call();
            } finally {
                underWay = false;
            }
        }
    }

    private <R> R limited(Callable<R> asked) {
        Call<?> before = givenUp;
        if (before != null && before.underWay) {
            throw new IllegalStateException("the listener is still busy with an earlier event");
        }
        Call<R> call = new Call<>(asked);
        Future<R> answer = thread.submit(call);
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            givenUp = call;
            throw new IllegalStateException("the listener gave no answer within " + patience.toMillis() + " ms", late);
        } catch (InterruptedException ended) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the run was interrupted while the listener was called", ended);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            if (cause instanceof RuntimeException known) {
                throw known;
            }
            if (cause instanceof Error known) {
                throw known;
            }
            throw new IllegalStateException(String.valueOf(cause), cause);
        }
    }
}
