package dev.gnomon.project;

import dev.gnomon.config.ListenerSettings;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineListener;
import dev.gnomon.listeners.journal.AuditJournal;
import dev.gnomon.listeners.logging.LoggingListener;
import dev.gnomon.listeners.policy.PolicyGate;
import dev.gnomon.listeners.webhook.WebhookListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The listeners that gnomon comes with, opened as a project's settings ask for them. */
public final class ConfiguredListeners implements AutoCloseable {

    /** How long a listener from a plugin folder may take for an answer if nobody says. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<EngineListener> listeners;
    private final Optional<WebhookListener> webhook;
    private final Duration patience;

    private ConfiguredListeners(
            List<EngineListener> listeners, Optional<WebhookListener> webhook, Duration patience) {
        this.listeners = List.copyOf(listeners);
        this.webhook = webhook;
        this.patience = patience;
    }

    /**
     * Open them, in the order in which they are asked: what the policy denies is not written as if it went on.
     *
     * @param warnings hears what is no failure
     * @throws GnomonException if one that was asked for cannot do its work: then nothing is done unwatched
     */
    public static ConfiguredListeners open(ListenerSettings asked, Consumer<String> warnings) {
        List<EngineListener> open = new ArrayList<>();
        asked.policyFiles().forEach(file -> open.add(PolicyGate.read(file, asked.environment(), warnings)));
        asked.journal()
                .ifPresent(file -> open.add(
                        AuditJournal.open(file, asked.rotateBytes().orElse(AuditJournal.DEFAULT_ROTATE_BYTES))));
        asked.logLevel().ifPresent(level -> open.add(new LoggingListener(level(level))));
        Optional<WebhookListener> webhook = asked.webhookUrl().map(WebhookListener::to);
        webhook.ifPresent(open::add);
        return new ConfiguredListeners(open, webhook, asked.listenerTimeout().orElse(PATIENCE));
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

    /** In the order in which they are asked. */
    public List<EngineListener> listeners() {
        return listeners;
    }

    /** How long a listener from a plugin folder may take for an answer. */
    Duration patience() {
        return patience;
    }

    /** Sends what is left to be sent. */
    @Override
    public void close() {
        webhook.ifPresent(WebhookListener::close);
    }
}
