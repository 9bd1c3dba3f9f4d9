package dev.gnomon.engine.support;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Takes locks that nobody announces when they become free: who wants one has to ask again and again. */
public final class PolledLock {

    private static final long PAUSE_MILLISECONDS = 20;

    private PolledLock() {}

    /**
     * One attempt to take a lock.
     *
     * @param <T> the lock once it is held
     * @param <E> what may go wrong besides
     */
    @FunctionalInterface
    public interface Attempt<T, E extends Exception> {

        /**
         * Take the lock if it is free.
         *
         * @param left for so long the attempt itself may wait, where it can
         */
        Optional<T> take(Duration left) throws E, SQLException;
    }

    /**
     * Ask until the lock is held, at least once.
     *
     * @return empty if somebody else had it all the time
     * @throws SQLException if the thread is interrupted meanwhile
     */
    public static <T, E extends Exception> Optional<T> take(Duration patience, Attempt<T, E> attempt)
            throws E, SQLException {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<T> held = attempt.take(Duration.ZERO);
        while (held.isEmpty() && System.nanoTime() < deadline) {
            pause();
            held = attempt.take(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
        return held;
    }

    private static void pause() throws SQLException {
        try {
            Thread.sleep(PAUSE_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while waiting for a lock", e);
        }
    }
}
