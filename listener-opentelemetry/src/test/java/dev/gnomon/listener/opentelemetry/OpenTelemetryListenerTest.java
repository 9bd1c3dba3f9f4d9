package dev.gnomon.listener.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.dialect.DatabaseLocation;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineEvent.ApplyProposed;
import dev.gnomon.engine.event.EngineEvent.ApplyStarted;
import dev.gnomon.engine.event.EngineEvent.IntrospectProposed;
import dev.gnomon.engine.event.EngineEvent.MigrationApplied;
import dev.gnomon.engine.event.EngineEvent.MigrationWritten;
import dev.gnomon.engine.event.EngineEvent.RunEnded;
import dev.gnomon.engine.event.EngineEvent.RunResult;
import dev.gnomon.engine.event.EngineEvent.RunStarted;
import dev.gnomon.engine.event.EngineEvent.StepFailed;
import dev.gnomon.engine.event.EngineEvent.WriteProposed;
import dev.gnomon.engine.event.Occurrence;
import dev.gnomon.engine.event.Run;
import dev.gnomon.engine.migration.Migration;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenTelemetryListenerTest {

    private static final Run RUN = new Run("run", "migrateDev");
    private static final Migration MIGRATION = Migration.of("1", "SELECT 1");

    private final List<SpanData> spans = new ArrayList<>();
    private final OpenTelemetryListener listener = new OpenTelemetryListener(openTelemetry());

    @Test
    void steps_are_spans_within_the_span_of_their_run() {
        listener.after(at(1, Optional.empty()), new RunStarted());
        listener.before(at(2, Optional.empty()), new ApplyProposed(MIGRATION));
        listener.before(at(3, Optional.empty()), new ApplyProposed(MIGRATION));
        listener.before(at(4, Optional.empty()), new WriteProposed(MIGRATION));
        listener.after(at(5, Optional.empty()), new ApplyStarted(MIGRATION));
        listener.after(at(6, Optional.of(2L)), new MigrationApplied(MIGRATION));
        listener.after(at(7, Optional.of(4L)), new MigrationWritten(MIGRATION));
        listener.after(at(8, Optional.empty()), new ApplyStarted(MIGRATION));
        listener.after(at(9, Optional.of(3L)), new MigrationApplied(MIGRATION));
        listener.after(at(10, Optional.of(1L)), new RunEnded(RunResult.COMPLETED, Optional.empty()));

        assertThat(spans).extracting(SpanData::getName).containsExactly("Apply", "Apply", "gnomon migrateDev");
        assertThat(spans.get(0).getParentSpanId()).isEqualTo(spans.get(2).getSpanId());
        assertThat(spans.get(1).getParentSpanId()).isEqualTo(spans.get(2).getSpanId());
    }

    @Test
    void a_failure_is_a_span_that_went_wrong_and_nothing_stays_open() {
        listener.after(at(1, Optional.empty()), new RunStarted());
        listener.before(at(2, Optional.empty()), new ApplyProposed(MIGRATION));
        listener.after(at(3, Optional.empty()), new ApplyStarted(MIGRATION));
        listener.before(
                at(4, Optional.empty()),
                new IntrospectProposed(new DatabaseLocation(Optional.of("d"), Optional.empty(), Optional.empty())));
        listener.after(
                at(5, Optional.of(2L)),
                new StepFailed(
                        new ApplyProposed(MIGRATION),
                        new GnomonException(EngineErrorCode.DATABASE_FAILURE, "no disk", "")));
        listener.after(at(6, Optional.of(1L)), new RunEnded(RunResult.FAILED, Optional.of("no disk")));

        assertThat(spans).hasSize(3);
        assertThat(spans.get(2).getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    }

    private static Occurrence at(long sequence, Optional<Long> proposal) {
        return new Occurrence(RUN, sequence, Instant.now(), proposal, Optional.empty());
    }

    private OpenTelemetry openTelemetry() {
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(new SpanExporter() {
                    @Override
                    public CompletableResultCode export(Collection<SpanData> ended) {
                        spans.addAll(ended);
                        return CompletableResultCode.ofSuccess();
                    }

                    @Override
                    public CompletableResultCode flush() {
                        return CompletableResultCode.ofSuccess();
                    }

                    @Override
                    public CompletableResultCode shutdown() {
                        return CompletableResultCode.ofSuccess();
                    }
                }))
                .build();
        return new OpenTelemetry() {
            @Override
            public TracerProvider getTracerProvider() {
                return provider;
            }

            @Override
            public ContextPropagators getPropagators() {
                return ContextPropagators.noop();
            }
        };
    }
}
