package dev.gnomon.listeners.logging;

import dev.gnomon.engine.event.EngineEvent.Reported;
import dev.gnomon.engine.event.EngineEvent.StepFailed;
import dev.gnomon.engine.event.EngineEvent.StepVetoed;
import dev.gnomon.engine.event.Observer;
import dev.gnomon.engine.event.Occurrence;
import dev.gnomon.listeners.event.EventFields;
import java.util.Map;

/** Writes what happened to a log of the platform, a line for each event: its kind, then its fields as {@code name=value}. */
public final class LoggingListener implements Observer {

    private final System.Logger log;
    private final System.Logger.Level level;

    /**
     * Write to the log {@code dev.gnomon}; failures and vetoes as warnings.
     *
     * @param level of everything else
     */
    public LoggingListener(System.Logger.Level level) {
        this(System.getLogger("dev.gnomon"), level);
    }

    LoggingListener(System.Logger log, System.Logger.Level level) {
        this.log = log;
        this.level = level;
    }

    @Override
    public String name() {
        return "the log";
    }

    @Override
    public void after(Occurrence occurrence, Reported event) {
        System.Logger.Level own =
                event instanceof StepFailed || event instanceof StepVetoed ? System.Logger.Level.WARNING : level;
        if (log.isLoggable(own)) {
            StringBuilder line = new StringBuilder(EventFields.kind(event));
            append(line, EventFields.of(occurrence));
            append(line, EventFields.of(event));
            log.log(own, line.toString());
        }
    }

    private static void append(StringBuilder line, Map<String, Object> fields) {
        fields.forEach((name, value) -> {
            String text = value.toString().replace("\r", "\\r").replace("\n", "\\n");
            boolean quoted = text.isEmpty() || text.indexOf(' ') >= 0 || text.indexOf('"') >= 0;
            line.append(' ').append(name).append('=');
            line.append(quoted ? "\"" + text.replace("\"", "\\\"") + "\"" : text);
        });
    }
}
