package dev.gnomon.engine.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PolledLockTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void a_free_lock_is_taken_at_once_even_without_patience() throws SQLException {
        assertThat(PolledLock.<String, SQLException>take(Duration.ZERO, left -> Optional.of("held")))
                .contains("held");
    }

    @Test
    void who_has_no_patience_asks_only_once() throws SQLException {
        AtomicInteger asked = new AtomicInteger();
        assertThat(PolledLock.<String, SQLException>take(Duration.ZERO, left -> {
                    asked.incrementAndGet();
                    return Optional.empty();
                }))
                .isEmpty();
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_lock_that_becomes_free_is_taken() throws SQLException {
        AtomicInteger asked = new AtomicInteger();
        assertThat(PolledLock.<String, SQLException>take(
                        LONG, left -> asked.incrementAndGet() < 3 ? Optional.empty() : Optional.of("held")))
                .contains("held");
    }

    @Test
    void an_attempt_knows_how_long_it_may_wait_itself() throws SQLException {
        AtomicInteger asked = new AtomicInteger();
        PolledLock.<String, SQLException>take(LONG, left -> {
            if (asked.getAndIncrement() == 0) {
                assertThat(left).isZero();
                return Optional.empty();
            }
            assertThat(left).isPositive().isLessThan(LONG);
            return Optional.of("held");
        });
        assertThat(asked).hasValue(2);
    }

    @Test
    void an_interrupted_thread_waits_no_longer_and_stays_interrupted() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> PolledLock.<String, SQLException>take(LONG, left -> Optional.empty()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }
}
