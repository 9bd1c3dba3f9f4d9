package dev.gnomon.engine.core.event;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Makes the calls of one listener on a thread of their own, and waits for each only so long. */
final class TimeLimit {

    private final Duration patience;

    /** One thread at most, which goes away when nothing happens for a second. */
    private final ThreadPoolExecutor thread;

    /** A call that was given up and may not have come back. */
    private volatile @Nullable Call<?> givenUp;

    TimeLimit(Duration patience) {
        this.patience = patience;
        this.thread = new ThreadPoolExecutor(
                1, 1, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> new ListenerThread(this, work));
        thread.allowCoreThreadTimeOut(true);
    }

    /** Whether the listener itself uses the engine: it does not hear itself. */
    boolean isCaller() {
        return Thread.currentThread() instanceof ListenerThread own && own.owner == this;
    }

    private static final class ListenerThread extends Thread {
        private final TimeLimit owner;

        ListenerThread(TimeLimit owner, Runnable work) {
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

    /**
     * Make a call and wait for it.
     *
     * @throws IllegalStateException if it does not come back in time, or an earlier one has not come back yet
     */
    <R> R call(Callable<R> asked) {
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
