package dev.gnomon.cli.rpc;

import dev.gnomon.engine.error.GnomonException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** Writes the protocol's messages, one a line, whole ones only. */
final class MessageWriter {

    private static final int ENGINE_ERROR = 4466;

    private final PrintStream output;
    private final AtomicInteger nextOwnId = new AtomicInteger(1);
    private volatile boolean unread;

    MessageWriter(PrintStream output) {
        this.output = output;
    }

    /** Whether the client has stopped listening. */
    boolean unread() {
        return unread;
    }

    /** Answer a request. */
    void result(JsonValue id, Consumer<JsonGenerator> result) {
        send(json -> {
            writeId(json, id);
            json.writeName("result");
            result.accept(json);
        });
    }

    /** Answer a request that the engine could not fulfil. */
    void failure(JsonValue id, GnomonException failure) {
        send(json -> {
            writeId(json, id);
            json.writeObjectPropertyStart("error");
            json.writeNumberProperty("code", ENGINE_ERROR);
            json.writeStringProperty("message", "An error happened. Check the data field for details.");
            json.writeName("data");
            FailureData.write(json, failure);
            json.writeEndObject();
        });
    }

    /** Answer a request that does not keep to the protocol. */
    void protocolError(JsonValue id, ProtocolException error) {
        send(json -> {
            writeId(json, id);
            json.writeObjectPropertyStart("error");
            json.writeNumberProperty("code", error.code());
            json.writeStringProperty("message", error.text());
            json.writeEndObject();
        });
    }

    /** Have the client print a text. */
    void print(String content) {
        send(json -> {
            json.writeNumberProperty("id", nextOwnId.getAndIncrement());
            json.writeStringProperty("method", "print");
            json.writeObjectPropertyStart("params");
            json.writeStringProperty("content", content);
            json.writeEndObject();
        });
    }

    private void send(Consumer<JsonGenerator> members) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JsonValue.FACTORY.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeStringProperty("jsonrpc", "2.0");
            members.accept(json);
            json.writeEndObject();
        }
        byte[] bytes = line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        synchronized (output) {
            output.write(bytes, 0, bytes.length);
            if (output.checkError()) {
                unread = true;
            }
        }
    }

    private static void writeId(JsonGenerator json, JsonValue id) {
        switch (id) {
            case JsonValue.Text text -> json.writeStringProperty("id", text.value());
            case JsonValue.Digits digits -> {
                json.writeName("id");
                json.writeNumber(digits.value());
            }
            case JsonValue.Bool ignored -> json.writeNullProperty("id");
            case JsonValue.Nothing ignored -> json.writeNullProperty("id");
            case JsonValue.Items ignored -> json.writeNullProperty("id");
            case JsonValue.Members ignored -> json.writeNullProperty("id");
        }
    }
}
