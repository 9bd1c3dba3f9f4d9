package dev.gnomon.cli;

import dev.gnomon.engine.core.plugin.DialectOrigin;
import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.event.EngineListener;
import dev.gnomon.project.ConfiguredListeners;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code listeners}. */
final class ListenersCommand implements Command {

    /** A listener and where it comes from. */
    private record Found(String name, String origin) {}

    @Override
    public CommandDescription description() {
        return CommandDescription.of(
                "listeners",
                "List the listeners that watch every run, in the order in which they are asked.",
                List.of(),
                "listeners");
    }

    @Override
    public Ending run(Invocation invocation) {
        Dialects dialects = invocation.dialects();
        List<Found> found = new ArrayList<>();
        for (EngineListener listener : dialects.listeners()) {
            DialectOrigin origin = dialects.origin(listener);
            String version =
                    origin.version().map(text -> " (version " + text + ")").orElse("");
            found.add(new Found(
                    listener.name(), origin.place().map(Path::toString).orElse("built in") + version));
        }
        try (ConfiguredListeners configured = invocation.openListeners()) {
            for (EngineListener listener : configured.listeners()) {
                found.add(new Found(listener.name(), "built in, asked for by the settings"));
            }
        }
        for (Found each : found) {
            invocation.output().line(each.name() + "\n  " + each.origin());
        }
        if (found.isEmpty()) {
            invocation.output().line("No listener watches.");
        }
        return Ending.ok("listed", json -> {
            json.writeArrayPropertyStart("listeners");
            for (Found each : found) {
                json.writeStartObject();
                json.writeStringProperty("name", each.name());
                json.writeStringProperty("origin", each.origin());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
