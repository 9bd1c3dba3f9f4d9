package dev.gnomon.listener.opentelemetry;

import dev.gnomon.engine.dialect.DialectId;
import dev.gnomon.engine.dialect.SecretMask;
import dev.gnomon.engine.event.EngineEvent;
import dev.gnomon.engine.event.EngineEvent.ApplyStarted;
import dev.gnomon.engine.event.EngineEvent.DataLossEvaluated;
import dev.gnomon.engine.event.EngineEvent.Found;
import dev.gnomon.engine.event.EngineEvent.Proposed;
import dev.gnomon.engine.event.EngineEvent.Reported;
import dev.gnomon.engine.event.EngineEvent.RunEnded;
import dev.gnomon.engine.event.EngineEvent.RunResult;
import dev.gnomon.engine.event.EngineEvent.RunStarted;
import dev.gnomon.engine.event.EngineEvent.ScriptStatementProposed;
import dev.gnomon.engine.event.EngineEvent.StatementProposed;
import dev.gnomon.engine.event.EngineEvent.StepFailed;
import dev.gnomon.engine.event.EngineEvent.StepVetoed;
import dev.gnomon.engine.event.Observer;
import dev.gnomon.engine.event.Occurrence;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Makes a span of each run, and one within it of each step. A step's report ends its span; what a run tells without
 * having asked for it becomes an event of the span that is open.
 */
public final class OpenTelemetryListener implements Observer {

    /** A span and the number of the event that began it. */
    private record Open(long proposal, Span span) {}

    private static final AttributeKey<List<String>> FINDINGS = AttributeKey.stringArrayKey("gnomon.findings");

    private final Supplier<Tracer> tracers;

    /** The spans that are open in each run that is under way, the innermost first. */
    private final Map<String, Deque<Open>> runs = new ConcurrentHashMap<>();

    /** Use the process's own OpenTelemetry, which does nothing unless an SDK was set up. */
    public OpenTelemetryListener() {
        this.tracers = () -> tracer(GlobalOpenTelemetry.get());
    }

    /** Use an OpenTelemetry of the embedding program. */
    public OpenTelemetryListener(OpenTelemetry openTelemetry) {
        this.tracers = () -> tracer(openTelemetry);
    }

    private static Tracer tracer(OpenTelemetry openTelemetry) {
        return openTelemetry.getTracer("dev.gnomon");
    }

    @Override
    public String name() {
        return "OpenTelemetry";
    }

    /** Statements of scripts are proposed long before they run: a span of theirs would say nothing. */
    @Override
    public boolean watches(Class<? extends EngineEvent> kind) {
        return !Found.class.isAssignableFrom(kind)
                && kind != ScriptStatementProposed.class
                && kind != StatementProposed.class;
    }

    @Override
    public void before(Occurrence occurrence, Proposed event) {
        Deque<Open> open = runs.get(occurrence.run().id());
        if (open != null && beginsAtOnce(event)) {
            String name = event.getClass().getSimpleName().replaceFirst("Proposed$", "");
            open.push(new Open(occurrence.sequence(), start(occurrence, name, open)));
        }
    }

    /** Whether the step begins when it was asked for, and is reported with the number of the event. */
    private static boolean beginsAtOnce(Proposed event) {
        return !(event instanceof EngineEvent.LockProposed)
                && !(event instanceof EngineEvent.ApplyPendingProposed)
                && !(event instanceof EngineEvent.ApplyProposed)
                && !(event instanceof EngineEvent.WriteProposed);
    }

    @Override
    public void after(Occurrence occurrence, Reported event) {
        String run = occurrence.run().id();
        if (event instanceof RunStarted) {
            Deque<Open> open = new ArrayDeque<>();
            open.push(new Open(
                    occurrence.sequence(),
                    start(occurrence, "gnomon " + occurrence.run().command(), open)));
            runs.put(run, open);
            return;
        }
        Deque<Open> open = event instanceof RunEnded ? runs.remove(run) : runs.get(run);
        if (open == null || open.isEmpty()) {
            return;
        }
        if (event instanceof ApplyStarted) {
            open.push(new Open(occurrence.sequence(), start(occurrence, "Apply", open)));
            return;
        }
        describe(open.element().span(), event);
        occurrence.proposal().ifPresent(proposal -> endUpTo(open, proposal));
        if (event instanceof RunEnded) {
            endUpTo(open, 0);
        }
    }

    private Span start(Occurrence occurrence, String name, Deque<Open> open) {
        var builder = tracers.get().spanBuilder(name).setSpanKind(SpanKind.INTERNAL);
        builder.setParent(
                open.isEmpty()
                        ? Context.current()
                        : Context.current().with(open.element().span()));
        builder.setAttribute("gnomon.run", occurrence.run().id());
        occurrence.run().dialect().map(DialectId::value).ifPresent(id -> builder.setAttribute("db.system.name", id));
        occurrence.run().database().ifPresent(database -> {
            database.database().ifPresent(text -> builder.setAttribute("db.namespace", text));
            database.address().ifPresent(text -> builder.setAttribute("server.address", text));
        });
        return builder.startSpan();
    }

    private static void describe(Span span, Reported event) {
        switch (event) {
            case StepFailed failed ->
                span.setStatus(
                        StatusCode.ERROR,
                        SecretMask.maskSql(String.valueOf(failed.failure().getMessage())));
            case StepVetoed vetoed ->
                span.setStatus(StatusCode.ERROR, "vetoed by " + vetoed.listener() + ": " + vetoed.reason());
            case RunEnded ended
            when ended.result() != RunResult.COMPLETED ->
                span.setStatus(
                        StatusCode.ERROR, SecretMask.maskSql(ended.failure().orElse("")));
            case DataLossEvaluated evaluated ->
                span.addEvent(
                        "DataLossEvaluated",
                        Attributes.of(
                                FINDINGS,
                                evaluated.report().findings().stream()
                                        .map(finding -> finding.kind().id())
                                        .toList()));
            default -> span.addEvent(event.getClass().getSimpleName());
        }
    }

    /** A step that was vetoed within another one has no report: it ends with the one around it. */
    private static void endUpTo(Deque<Open> open, long proposal) {
        while (!open.isEmpty() && open.element().proposal() >= proposal) {
            Open innermost = open.pop();
            innermost.span().end();
            if (innermost.proposal() == proposal) {
                return;
            }
        }
    }
}
