package dev.gnomon.engine.core.event;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineEvent.Proposed;
import dev.gnomon.engine.event.EngineEvent.Reported;
import dev.gnomon.engine.event.EngineEvent.RunEnded;
import dev.gnomon.engine.event.EngineEvent.RunStarted;
import dev.gnomon.engine.event.EngineEvent.StepFailed;
import dev.gnomon.engine.event.Run;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.Function;

/** The steps of one run: each is asked for, done, and told. The only place that knows steps are watched. */
public final class Steps {

    /** Something to do that may fail in the database. */
    @FunctionalInterface
    public interface Step<R> {
        R run() throws SQLException;
    }

    /** Turns a driver's failure into words. */
    @FunctionalInterface
    public interface Explanation {
        GnomonException of(SQLException failure);
    }

    private final EventBus events;
    private final Run run;
    private final Explanation explanation;

    private Steps(EventBus events, Run run, Explanation explanation) {
        this.events = events;
        this.run = run;
        this.explanation = explanation;
    }

    /** Do a whole run: its first and last event, and between them whatever the body does. */
    public static <R> R ofRun(
            EventBus events, String command, Explanation explanation, Function<? super Steps, ? extends R> body) {
        Run run = new Run(UUID.randomUUID().toString(), command);
        events.report(run, new RunStarted());
        try {
            return body.apply(new Steps(events, run, explanation));
        } finally {
            events.report(run, new RunEnded());
        }
    }

    /** Ask for a step, do it, and tell its result. */
    public <R> R run(Proposed proposal, Step<? extends R> step, Function<? super R, ? extends Reported> report) {
        events.propose(run, proposal);
        R result;
        try {
            result = step.run();
        } catch (SQLException failure) {
            throw failed(proposal, explanation.of(failure));
        } catch (RuntimeException failure) {
            throw failed(proposal, failure);
        }
        events.report(run, report.apply(result));
        return result;
    }

    /** Tell something that needs no asking. */
    public void tell(Reported event) {
        events.report(run, event);
    }

    /** Do something that is no step of its own, with the same words for what goes wrong. */
    public <R> R unwatched(Step<? extends R> step) {
        try {
            return step.run();
        } catch (SQLException failure) {
            throw explanation.of(failure);
        }
    }

    private RuntimeException failed(Proposed proposal, RuntimeException failure) {
        boolean vetoed = failure instanceof GnomonException known && known.code() == EngineErrorCode.STEP_VETOED;
        if (!vetoed) {
            events.report(run, new StepFailed(proposal, failure));
        }
        return failure;
    }
}
