package dev.gnomon.engine.core.event;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineEvent;
import dev.gnomon.engine.event.EngineEvent.Found;
import dev.gnomon.engine.event.EngineEvent.Proposed;
import dev.gnomon.engine.event.EngineEvent.Reported;
import dev.gnomon.engine.event.EngineEvent.RunEnded;
import dev.gnomon.engine.event.EngineEvent.RunResult;
import dev.gnomon.engine.event.EngineEvent.RunStarted;
import dev.gnomon.engine.event.EngineEvent.StepFailed;
import dev.gnomon.engine.event.Occurrence;
import dev.gnomon.engine.event.Run;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** The steps of one run: each is asked for, done, and told. The only place that knows steps are watched. */
public final class Steps {

    /** Something to do that may fail in the database. */
    @FunctionalInterface
    public interface Step<R> {
        R run() throws SQLException;
    }

    /** The same where nothing comes of it. */
    @FunctionalInterface
    public interface Deed {
        void run() throws SQLException;
    }

    /** Turns a driver's failure into words. */
    @FunctionalInterface
    public interface Explanation {
        GnomonException of(SQLException failure);

        /** The same where it is known which step failed, which may be one on another database. */
        default GnomonException of(SQLException failure, Proposed step) {
            return of(failure);
        }
    }

    private final EventBus events;
    private final Run run;
    private final Explanation explanation;
    private long sequence;

    private Steps(EventBus events, Run run, Explanation explanation) {
        this.events = events;
        this.run = run;
        this.explanation = explanation;
    }

    /** Do a whole run: its first and last event, and between them whatever the body does. */
    public static <R> R ofRun(
            EventBus events, Run run, Explanation explanation, Function<? super Steps, ? extends R> body) {
        Steps steps = new Steps(events, run, explanation);
        long start = System.nanoTime();
        steps.tell(new RunStarted());
        RunEnded ended = new RunEnded(RunResult.FAILED, Optional.of("a defect"));
        try {
            R result = body.apply(steps);
            ended = new RunEnded(RunResult.COMPLETED, Optional.empty());
            return result;
        } catch (RuntimeException failure) {
            String reason = failure instanceof GnomonException known
                    ? known.code().id() + ": " + known.problem()
                    : EngineErrorCode.DEFECT.id() + ": " + failure;
            ended = new RunEnded(isVeto(failure) ? RunResult.VETOED : RunResult.FAILED, Optional.of(reason));
            throw failure;
        } finally {
            steps.report(ended, Optional.of(1L), Optional.of(start));
        }
    }

    /** A step that nobody objects to. */
    public record Asked(Proposed proposal, long number) {}

    /** Ask for a step, do it, and tell its result. */
    public <R> R run(Proposed proposal, Step<? extends R> step, Function<? super R, ? extends Reported> report) {
        return run(ask(proposal), step, report);
    }

    /** Do a step that was asked for, perhaps long ago, and tell its result. */
    public <R> R run(Asked asked, Step<? extends R> step, Function<? super R, ? extends Reported> report) {
        Proposed proposal = asked.proposal();
        long proposedAs = asked.number();
        long start = System.nanoTime();
        R result;
        try {
            result = step.run();
        } catch (SQLException failure) {
            throw failed(proposal, explanation.of(failure, proposal), proposedAs, start);
        } catch (RuntimeException failure) {
            throw failed(proposal, failure, proposedAs, start);
        }
        report(report.apply(result), Optional.of(proposedAs), Optional.of(start));
        return result;
    }

    /** Ask for a step that is done by others. */
    public void propose(Proposed proposal) {
        ask(proposal);
    }

    /** Ask for a step that is done later. */
    public Asked ask(Proposed proposal) {
        long number = ++sequence;
        events.propose(
                () -> occurrence(number, Optional.empty(), Optional.empty()),
                () -> occurrence(++sequence, Optional.of(number), Optional.empty()),
                proposal);
        return new Asked(proposal, number);
    }

    /** Tell something that a stage came upon; return if the run may go on with it. */
    public void find(Found found) {
        propose(found);
    }

    /** Tell something that needs no asking. */
    public void tell(Reported event) {
        report(event, Optional.empty(), Optional.empty());
    }

    /** Whether it is worth the trouble to make events of a kind. */
    public boolean isWatched(Class<? extends EngineEvent> kind) {
        return events.isWatched(kind);
    }

    /** Do something that is no step of its own, and say in the run's words what goes wrong in the database. */
    public <R> R explained(Step<? extends R> step) {
        try {
            return step.run();
        } catch (SQLException failure) {
            throw explain(failure);
        }
    }

    /** The same where nothing comes of it. */
    public void explained(Deed deed) {
        try {
            deed.run();
        } catch (SQLException failure) {
            throw explain(failure);
        }
    }

    /** What a driver's failure means. */
    public GnomonException explain(SQLException failure) {
        return explanation.of(failure);
    }

    private void report(Reported event, Optional<Long> proposal, Optional<Long> start) {
        long number = ++sequence;
        events.report(() -> occurrence(number, proposal, start), event);
    }

    private Occurrence occurrence(long number, Optional<Long> proposal, Optional<Long> start) {
        return new Occurrence(
                run, number, Instant.now(), proposal, start.map(from -> Duration.ofNanos(System.nanoTime() - from)));
    }

    private RuntimeException failed(Proposed proposal, RuntimeException failure, long proposedAs, long start) {
        if (!isVeto(failure)) {
            report(new StepFailed(proposal, failure), Optional.of(proposedAs), Optional.of(start));
        }
        return failure;
    }

    private static boolean isVeto(RuntimeException failure) {
        return failure instanceof GnomonException known && known.code() == EngineErrorCode.STEP_VETOED;
    }
}
