package dev.gnomon.cli.rpc;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;

/** Reads requests, one a line, has them done side by side, and answers them by their ids. */
final class EngineServer {

    private static final int SIDE_BY_SIDE = 4;

    /** Requests read ahead of those at work; a client that sends more waits, instead of filling the memory. */
    private static final int READ_AHEAD = 64;

    private final EngineMethods methods;
    private final MessageWriter messages;
    private final LogWriter log;

    EngineServer(EngineMethods methods, MessageWriter messages, LogWriter log) {
        this.methods = methods;
        this.messages = messages;
        this.log = log;
    }

    /** Serve until the input ends, or nobody reads the answers, and all requests are done. */
    void serve(InputStream input) throws IOException {
        ExecutorService workers = Executors.newFixedThreadPool(SIDE_BY_SIDE, work -> {
            Thread thread = new Thread(work, "request");
            thread.setDaemon(true);
            return thread;
        });
        Semaphore room = new Semaphore(READ_AHEAD);
        BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
        try {
            for (String line = lines.readLine(); line != null && !messages.unread(); line = lines.readLine()) {
                if (!line.isBlank()) {
                    String message = line;
                    room.acquire();
                    workers.execute(() -> {
                        try {
                            answer(message);
                        } finally {
                            room.release();
                        }
                    });
                }
            }
            workers.shutdown();
            workers.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            workers.shutdownNow();
        }
    }

    private void answer(String line) {
        JsonValue id = new JsonValue.Nothing();
        try {
            JsonValue message = JsonValue.parse(line);
            id = message.get("id").orElseGet(JsonValue.Nothing::new);
            if (!(message instanceof JsonValue.Members)) {
                throw new ProtocolException(ProtocolException.INVALID_REQUEST, "Invalid request");
            }
            if (message.get("method").isEmpty()
                    && (message.get("result").isPresent()
                            || message.get("error").isPresent())) {
                return;
            }
            String method = message.text("method")
                    .orElseThrow(() -> new ProtocolException(ProtocolException.INVALID_REQUEST, "Invalid request"));
            JsonValue params = message.get("params").orElseGet(JsonValue.Nothing::new);
            Consumer<JsonGenerator> result = methods.call(method, params);
            messages.result(id, result);
        } catch (ProtocolException error) {
            messages.protocolError(id, error);
        } catch (JacksonException broken) {
            messages.protocolError(id, new ProtocolException(ProtocolException.PARSE_ERROR, "Parse error"));
        } catch (GnomonException failure) {
            messages.failure(id, failure);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError defect) {
            GnomonException panic = new GnomonException(
                    EngineErrorCode.DEFECT, defect.getClass().getSimpleName() + ": " + defect.getMessage(), "", defect);
            log.failure(panic);
            messages.failure(id, panic);
        }
    }
}
