package dev.gnomon.engine.core.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineEvent;
import dev.gnomon.engine.event.EngineEvent.MigrationWritten;
import dev.gnomon.engine.event.EngineEvent.Proposed;
import dev.gnomon.engine.event.EngineEvent.Reported;
import dev.gnomon.engine.event.EngineEvent.WriteProposed;
import dev.gnomon.engine.event.EngineListener;
import dev.gnomon.engine.event.Gate;
import dev.gnomon.engine.event.Observer;
import dev.gnomon.engine.event.Occurrence;
import dev.gnomon.engine.event.Run;
import dev.gnomon.engine.event.Verdict;
import dev.gnomon.engine.migration.Migration;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StepsTest {

    private static final Migration MIGRATION = Migration.of("1", "SELECT 1");

    /** Writes down what it sees. */
    private static class Recorder implements Gate {
        final List<String> seen = new ArrayList<>();
        final Set<Run> runs = new LinkedHashSet<>();

        @Override
        public Verdict before(Occurrence occurrence, Proposed event) {
            return record(occurrence, event);
        }

        @Override
        public void after(Occurrence occurrence, Reported event) {
            record(occurrence, event);
        }

        private Verdict record(Occurrence occurrence, EngineEvent event) {
            runs.add(occurrence.run());
            seen.add(event.getClass().getSimpleName());
            return Verdict.proceed();
        }
    }

    private final Recorder recorder = new Recorder();

    @Test
    void a_step_is_asked_for_then_done_then_told() {
        String result = run(List.of(recorder), () -> {
            recorder.seen.add("done");
            return "result";
        });

        assertThat(result).isEqualTo("result");
        assertThat(recorder.seen)
                .containsExactly("RunStarted", "WriteProposed", "done", "MigrationWritten", "RunEnded");
        assertThat(recorder.runs).hasSize(1).allMatch(run -> run.command().equals("test"));
    }

    @Test
    void the_first_veto_ends_the_run_and_is_told_to_all() {
        Gate gate = new Gate() {
            @Override
            public Verdict before(Occurrence occurrence, Proposed event) {
                return Verdict.veto("not on a Friday");
            }
        };

        assertThatThrownBy(() -> run(List.of(gate, recorder), () -> {
                    throw new AssertionError("a vetoed step is not done");
                }))
                .isInstanceOfSatisfying(GnomonException.class, veto -> {
                    assertThat(veto.code()).isEqualTo(EngineErrorCode.STEP_VETOED);
                    assertThat(veto.problem())
                            .startsWith("Writing the migration 1 was vetoed by "
                                    + gate.getClass().getName())
                            .endsWith("not on a Friday");
                });
        assertThat(recorder.seen).containsExactly("RunStarted", "StepVetoed", "RunEnded");
    }

    @Test
    void a_gate_that_throws_is_shut() {
        Gate broken = new Gate() {
            @Override
            public Verdict before(Occurrence occurrence, Proposed event) {
                throw new IllegalStateException("out of order");
            }
        };

        assertThatThrownBy(() -> run(List.of(broken), () -> "result"))
                .isInstanceOf(GnomonException.class)
                .hasMessageContaining("out of order");
    }

    @Test
    void an_observer_that_throws_stops_nobody() {
        Observer broken = new Observer() {
            @Override
            public void after(Occurrence occurrence, Reported event) {
                throw new IllegalStateException("out of order");
            }
        };

        assertThat(run(List.of(broken, recorder), () -> "result")).isEqualTo("result");
        assertThat(recorder.seen).contains("MigrationWritten");
    }

    @Test
    void a_gate_that_gives_no_answer_is_shut() {
        Gate silent = new Gate() {
            @Override
            @SuppressWarnings("NullAway")
            public Verdict before(Occurrence occurrence, Proposed event) {
                return null;
            }
        };

        assertThatThrownBy(() -> run(List.of(silent), () -> "result"))
                .isInstanceOf(GnomonException.class)
                .hasMessageContaining("gave no answer");
    }

    @Test
    void an_error_of_a_listener_is_no_error_of_the_run() {
        Observer deep = new Observer() {
            @Override
            public void after(Occurrence occurrence, Reported event) {
                throw new StackOverflowError();
            }
        };

        assertThat(run(List.of(deep), () -> "result")).isEqualTo("result");
    }

    @Test
    void a_listener_that_uses_the_engine_does_not_hear_itself() {
        List<String> heard = new ArrayList<>();
        List<EngineListener> all = new ArrayList<>();
        Observer user = new Observer() {
            @Override
            public void after(Occurrence occurrence, Reported event) {
                heard.add(event.getClass().getSimpleName());
                StepsTest.run(all, () -> "nested");
            }
        };
        all.add(user);

        assertThat(run(all, () -> "result")).isEqualTo("result");
        assertThat(heard).containsExactly("RunStarted", "MigrationWritten", "RunEnded");
    }

    @Test
    void a_listener_that_takes_too_long_is_left_behind() throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        Gate slow = new Gate() {
            @Override
            public Verdict before(Occurrence occurrence, Proposed event) {
                awaitQuietly(never);
                return Verdict.proceed();
            }
        };
        Observer slowObserver = new Observer() {
            @Override
            public void after(Occurrence occurrence, Reported event) {
                awaitQuietly(never);
            }
        };
        Duration patience = Duration.ofMillis(50);

        assertThatThrownBy(() -> run(List.of(TimeLimitedListener.of(slow, patience)), () -> "result"))
                .isInstanceOf(GnomonException.class)
                .hasMessageContaining("gave no answer within 50 ms");
        assertThat(run(List.of(TimeLimitedListener.of(slowObserver, patience)), () -> "result"))
                .isEqualTo("result");
        never.countDown();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        boolean interrupted = false;
        while (true) {
            try {
                latch.await();
                break;
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void events_are_numbered_and_timed_and_reports_know_their_proposals() {
        List<Occurrence> occurrences = new ArrayList<>();
        Gate watcher = new Gate() {
            @Override
            public Verdict before(Occurrence occurrence, Proposed event) {
                occurrences.add(occurrence);
                return Verdict.proceed();
            }

            @Override
            public void after(Occurrence occurrence, Reported event) {
                occurrences.add(occurrence);
            }
        };

        run(List.of(watcher), () -> "result");

        assertThat(occurrences).extracting(Occurrence::sequence).containsExactly(1L, 2L, 3L, 4L);
        assertThat(occurrences)
                .extracting(Occurrence::proposal)
                .containsExactly(Optional.empty(), Optional.empty(), Optional.of(2L), Optional.of(1L));
        assertThat(occurrences.get(2).duration()).isPresent();
    }

    @Test
    void what_nobody_wants_is_not_told() {
        Gate picky = new Gate() {
            @Override
            public boolean watches(Class<? extends EngineEvent> kind) {
                return kind == MigrationWritten.class;
            }

            @Override
            public Verdict before(Occurrence occurrence, Proposed event) {
                return Verdict.veto("never asked");
            }

            @Override
            public void after(Occurrence occurrence, Reported event) {
                recorder.after(occurrence, event);
            }
        };

        run(List.of(picky), () -> "result");

        assertThat(recorder.seen).containsExactly("MigrationWritten");
    }

    @Test
    void an_observer_sees_proposals_if_it_asks_for_them_and_stops_nobody() {
        List<String> heard = new ArrayList<>();
        Observer usual = new Observer() {
            @Override
            public void before(Occurrence occurrence, Proposed event) {
                heard.add("never");
            }
        };
        Observer curious = new Observer() {
            @Override
            public boolean watches(Class<? extends EngineEvent> kind) {
                return true;
            }

            @Override
            public void before(Occurrence occurrence, Proposed event) {
                heard.add(event.getClass().getSimpleName());
                throw new IllegalStateException("out of order");
            }
        };

        assertThat(run(List.of(usual, curious, recorder), () -> "result")).isEqualTo("result");
        assertThat(run(List.of(TimeLimitedListener.of(curious, Duration.ofMinutes(1))), () -> "result"))
                .isEqualTo("result");
        assertThat(heard).containsExactly("WriteProposed", "WriteProposed");
        assertThat(recorder.seen).containsExactly("RunStarted", "WriteProposed", "MigrationWritten", "RunEnded");
    }

    @Test
    void whoever_cannot_say_what_it_watches_gets_what_it_cannot_do_without() {
        Gate gate = new Gate() {
            @Override
            public boolean watches(Class<? extends EngineEvent> kind) {
                throw new IllegalStateException("out of order");
            }

            @Override
            public Verdict before(Occurrence occurrence, Proposed event) {
                return Verdict.veto("not today");
            }
        };
        List<String> heard = new ArrayList<>();
        Observer observer = new Observer() {
            @Override
            public boolean watches(Class<? extends EngineEvent> kind) {
                throw new IllegalStateException("out of order");
            }

            @Override
            public void before(Occurrence occurrence, Proposed event) {
                heard.add("a proposal");
            }

            @Override
            public void after(Occurrence occurrence, Reported event) {
                heard.add(event.getClass().getSimpleName());
            }
        };

        assertThatThrownBy(() -> run(List.of(observer, gate), () -> "result")).hasMessageContaining("not today");
        assertThat(heard).containsExactly("RunStarted", "StepVetoed", "RunEnded");
    }

    @Test
    void a_failure_is_told_and_comes_out_in_the_words_of_the_dialect() {
        assertThatThrownBy(() -> run(List.of(recorder), () -> {
                    throw new SQLException("disk full");
                }))
                .isInstanceOf(GnomonException.class)
                .hasMessageContaining("explained: disk full");
        assertThat(recorder.seen).containsExactly("RunStarted", "WriteProposed", "StepFailed", "RunEnded");
    }

    private static String run(List<EngineListener> listeners, Steps.Step<String> step) {
        return Steps.ofRun(
                new EventBus(listeners),
                new Run("run", "test"),
                failure -> new GnomonException(
                        EngineErrorCode.DATABASE_FAILURE, "explained: " + failure.getMessage(), "", failure),
                steps -> steps.run(new WriteProposed(MIGRATION), step, result -> new MigrationWritten(MIGRATION)));
    }
}
