package dev.gnomon.listeners.journal;

import dev.gnomon.engine.event.EngineEvent;
import dev.gnomon.engine.event.EngineEvent.Found;
import dev.gnomon.engine.event.EngineEvent.Place;
import dev.gnomon.engine.event.EngineEvent.Proposed;
import dev.gnomon.engine.event.EngineEvent.Reported;
import dev.gnomon.engine.event.EngineEvent.RunEnded;
import dev.gnomon.engine.event.EngineEvent.RunStarted;
import dev.gnomon.engine.event.EngineEvent.ScriptStatementExecuted;
import dev.gnomon.engine.event.Gate;
import dev.gnomon.engine.event.Occurrence;
import dev.gnomon.engine.event.Verdict;
import dev.gnomon.listeners.event.EventFields;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Writes down what was done, in a file in which no line can be altered or taken out unnoticed: JSON Lines, each with the
 * hash of the one before. What is about to change a database is written before it happens; what cannot be written does
 * not happen.
 */
public final class AuditJournal implements Gate {

    /** A file of this size is set aside, and the journal goes on in a new one. */
    public static final long DEFAULT_ROTATE_BYTES = 64L * 1024 * 1024;

    /** What changes something, and is therefore written before it is done. */
    private static final Set<Class<? extends EngineEvent>> WRITTEN_BEFORE = Set.of(
            EngineEvent.ApplyPendingProposed.class,
            EngineEvent.ApplyProposed.class,
            EngineEvent.PushProposed.class,
            EngineEvent.ResetProposed.class,
            EngineEvent.ResolveProposed.class,
            EngineEvent.ExecuteProposed.class,
            EngineEvent.CreateDatabaseProposed.class,
            EngineEvent.DropDatabaseProposed.class,
            EngineEvent.DropLeftoverProposed.class,
            EngineEvent.ProtectionProposed.class,
            EngineEvent.WriteProposed.class);

    private final JournalWriter writer;

    private AuditJournal(JournalWriter writer) {
        this.writer = writer;
    }

    /**
     * Open a journal, or begin one.
     *
     * @param rotateBytes the size at which a file is set aside
     * @throws dev.gnomon.engine.error.GnomonException {@code GN-6002} if it cannot be written to, or if its last line
     *     was altered
     */
    public static AuditJournal open(Path file, long rotateBytes) {
        JournalWriter writer = new JournalWriter(file, rotateBytes);
        writer.open();
        return new AuditJournal(writer);
    }

    @Override
    public String name() {
        return "the audit journal";
    }

    @Override
    public boolean watches(Class<? extends EngineEvent> kind) {
        return Proposed.class.isAssignableFrom(kind)
                ? WRITTEN_BEFORE.contains(kind)
                : !Found.class.isAssignableFrom(kind);
    }

    @Override
    public Verdict before(Occurrence occurrence, Proposed event) {
        append(occurrence, event, Map.of(), true);
        return Verdict.proceed();
    }

    @Override
    public void after(Occurrence occurrence, Reported event) {
        if (event instanceof ScriptStatementExecuted executed && executed.place() == Place.SHADOW_DATABASE) {
            return;
        }
        Map<String, Object> who = new LinkedHashMap<>();
        if (event instanceof RunStarted) {
            who.put("user", System.getProperty("user.name", ""));
            who.put("process", ProcessHandle.current().pid());
        }
        append(occurrence, event, who, event instanceof RunEnded);
    }

    private void append(Occurrence occurrence, EngineEvent event, Map<String, Object> more, boolean durable) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("event", EventFields.kind(event));
        fields.putAll(EventFields.of(occurrence));
        fields.putAll(more);
        EventFields.of(event).forEach(fields::putIfAbsent);
        writer.append(fields, durable);
    }
}
