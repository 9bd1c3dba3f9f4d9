package dev.gnomon.listeners.webhook;

import static java.lang.System.Logger.Level.WARNING;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineEvent;
import dev.gnomon.engine.event.EngineEvent.Reported;
import dev.gnomon.engine.event.Observer;
import dev.gnomon.engine.event.Occurrence;
import dev.gnomon.listeners.event.EventFields;
import dev.gnomon.listeners.event.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Posts what happened to a web server, a JSON object for each event. Never holds up a run: events wait in a queue of
 * their own, those that find it full are dropped and counted, and a server that does not answer is waited for on another
 * thread. The address is shown as its host only.
 */
public final class WebhookListener implements Observer, AutoCloseable {

    private static final int QUEUE_LENGTH = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How long the end of the program waits for what is still in the queue. */
    private static final Duration CLOSING_PATIENCE = Duration.ofSeconds(2);

    private static final Set<Class<? extends EngineEvent>> WATCHED = Set.of(
            EngineEvent.RunEnded.class,
            EngineEvent.MigrationApplied.class,
            EngineEvent.MigrationResolved.class,
            EngineEvent.SchemaPushed.class,
            EngineEvent.ScriptExecuted.class,
            EngineEvent.DatabaseWasReset.class,
            EngineEvent.DatabaseCreated.class,
            EngineEvent.DatabaseDropped.class,
            EngineEvent.StepVetoed.class,
            EngineEvent.StepFailed.class);

    private static final System.Logger LOG = System.getLogger(WebhookListener.class.getName());

    private final URI address;
    private final BlockingQueue<String> queue = new ArrayBlockingQueue<>(QUEUE_LENGTH);
    private @Nullable Thread sender;
    private boolean closed;
    private long dropped;

    /** Events that are in the queue or on their way. */
    private int pending;

    private WebhookListener(URI address) {
        this.address = address;
    }

    /**
     * Post to an address.
     *
     * @param url {@code https://…} or {@code http://…}; its path and query may hold a secret
     * @throws GnomonException {@code GN-1002} if it is no such address
     */
    public static WebhookListener to(String url) {
        try {
            URI address = new URI(url.strip());
            String scheme = String.valueOf(address.getScheme());
            if (address.getHost() != null && (scheme.equals("https") || scheme.equals("http"))) {
                return new WebhookListener(address);
            }
        } catch (URISyntaxException noAddress) {
            // The same answer as for an address of another kind: the text may be a secret, so none of it is shown.
        }
        throw new GnomonException(
                EngineErrorCode.SETTINGS_INVALID,
                "The address of the webhook is no http or https URL.",
                "Set `url` under [webhook] in gnomon.toml, or GNOMON_WEBHOOK_URL.");
    }

    @Override
    public String name() {
        return "the webhook at " + address.getHost();
    }

    @Override
    public boolean watches(Class<? extends EngineEvent> kind) {
        return WATCHED.contains(kind);
    }

    @Override
    public void after(Occurrence occurrence, Reported event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("event", EventFields.kind(event));
        fields.put("time", occurrence.time().toString());
        fields.putAll(EventFields.of(occurrence));
        EventFields.of(event).forEach(fields::putIfAbsent);
        offer(JsonText.object(fields));
    }

    private synchronized void offer(String body) {
        if (closed || !queue.offer(body)) {
            dropped++;
            return;
        }
        pending++;
        if (sender == null) {
            Thread started = new Thread(this::send, "gnomon webhook");
            started.setDaemon(true);
            started.start();
            sender = started;
        }
    }

    private void send() {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            while (true) {
                String body = queue.poll(CLOSING_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                if (body != null) {
                    try {
                        post(client, body);
                    } finally {
                        sent();
                    }
                } else if (mayEnd()) {
                    return;
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void sent() {
        pending--;
    }

    private synchronized boolean isDone() {
        return pending == 0;
    }

    /** An idle thread goes away; the next event starts another one. */
    private synchronized boolean mayEnd() {
        if (!queue.isEmpty()) {
            return false;
        }
        sender = null;
        return true;
    }

    private void post(HttpClient client, String body) throws InterruptedException {
        try {
            HttpResponse<Void> answer = client.send(
                    HttpRequest.newBuilder(address)
                            .timeout(PATIENCE)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            if (answer.statusCode() >= 300) {
                LOG.log(WARNING, () -> name() + " answered " + answer.statusCode());
            }
        } catch (IOException unreachable) {
            LOG.log(
                    WARNING,
                    () -> name() + " was not reached: " + unreachable.getClass().getSimpleName());
        }
    }

    /** How many events found the queue full. */
    public synchronized long dropped() {
        return dropped;
    }

    /** Wait a short time for what is still to be sent, and send no more. */
    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            closed = true;
            running = sender;
        }
        if (running == null) {
            return;
        }
        long deadline = System.nanoTime() + CLOSING_PATIENCE.toNanos();
        boolean interrupted = false;
        while (!isDone() && System.nanoTime() < deadline && !interrupted) {
            interrupted = !pause();
        }
        running.interrupt();
        try {
            running.join(CLOSING_PATIENCE.toMillis());
        } catch (InterruptedException ended) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(10);
            return true;
        } catch (InterruptedException ended) {
            return false;
        }
    }
}
