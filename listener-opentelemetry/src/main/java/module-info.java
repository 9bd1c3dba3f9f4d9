/** Shows runs as spans of OpenTelemetry. Not part of the command line: drop it in, with an SDK beside it. */
module dev.gnomon.listener.opentelemetry {
    requires transitive dev.gnomon.engine.api;
    requires transitive io.opentelemetry.api;
    requires transitive io.opentelemetry.context;
    requires static org.jspecify;

    exports dev.gnomon.listener.opentelemetry;

    provides dev.gnomon.engine.event.EngineListener with
            dev.gnomon.listener.opentelemetry.OpenTelemetryListener;
}
