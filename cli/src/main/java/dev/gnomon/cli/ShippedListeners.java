package dev.gnomon.cli;

import dev.gnomon.config.ListenerSettings;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineListener;
import dev.gnomon.listeners.journal.AuditJournal;
import dev.gnomon.listeners.logging.LoggingListener;
import dev.gnomon.listeners.policy.PolicyGate;
import dev.gnomon.listeners.webhook.WebhookListener;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Opens the listeners that gnomon comes with, where the project or the command line asks for them. */
final class ShippedListeners implements AutoCloseable {

    /** How long a listener from a plugin folder may take for an answer if nobody says. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Surroundings surroundings;
    private Optional<String> journal = Optional.empty();
    private Optional<String> policy = Optional.empty();
    private Optional<String> environment = Optional.empty();
    private Optional<Path> schema = Optional.empty();
    private Optional<ListenerSettings> settings = Optional.empty();
    private Optional<WebhookListener> webhook = Optional.empty();

    ShippedListeners(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Take what a command line says; counts before the listeners are opened. */
    synchronized void addOptions(Arguments arguments) {
        journal = arguments.value("audit-journal");
        policy = arguments.value("policy");
        environment = arguments.value("environment");
        schema = arguments.value("schema").flatMap(ShippedListeners::path);
    }

    /** Take the listeners of the project that a schema belongs to; counts before they are opened. */
    synchronized void addSchema(Path location) {
        schema = Optional.of(location);
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException noPath) {
            // Whoever reads the schema says so.
            return Optional.empty();
        }
    }

    synchronized ListenerSettings settings() {
        if (settings.isEmpty()) {
            Path folder = surroundings.workingDirectory();
            settings = Optional.of(ListenerSettings.read(folder, surroundings.environment(), schema)
                    .with(folder, journal, policy, environment));
        }
        return settings.get();
    }

    Duration listenerPatience() {
        return settings().listenerTimeout().orElse(PATIENCE);
    }

    /**
     * Open them, in the order in which they are asked: what the policy denies is not written as if it went on.
     *
     * @throws GnomonException if one that was asked for cannot do its work: then nothing is done unwatched
     */
    synchronized List<EngineListener> open() {
        ListenerSettings asked = settings();
        List<EngineListener> open = new ArrayList<>();
        asked.policyFiles().forEach(file -> open.add(PolicyGate.read(file, asked.environment(), this::warn)));
        asked.journal()
                .ifPresent(file -> open.add(
                        AuditJournal.open(file, asked.rotateBytes().orElse(AuditJournal.DEFAULT_ROTATE_BYTES))));
        asked.logLevel().ifPresent(level -> open.add(new LoggingListener(level(level))));
        asked.webhookUrl().ifPresent(url -> {
            WebhookListener made = WebhookListener.to(url);
            webhook = Optional.of(made);
            open.add(made);
        });
        return open;
    }

    private void warn(String warning) {
        Output output = new Output(surroundings, false);
        output.failure(output.yellow("Warning:") + " " + warning);
    }

    private static System.Logger.Level level(String name) {
        try {
            return System.Logger.Level.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new GnomonException(
                    EngineErrorCode.SETTINGS_INVALID,
                    "`" + name.replaceAll("\\p{Cntrl}", "?") + "` is no level of a log.",
                    "Set `level` under [logging] to one of TRACE, DEBUG, INFO, WARNING, ERROR, OFF.");
        }
    }

    /** Sends what is left to be sent. */
    @Override
    public void close() {
        Optional<WebhookListener> open;
        synchronized (this) {
            open = webhook;
            webhook = Optional.empty();
        }
        open.ifPresent(WebhookListener::close);
    }
}
