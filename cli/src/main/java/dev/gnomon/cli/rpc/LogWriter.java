package dev.gnomon.cli.rpc;

import dev.gnomon.engine.error.GnomonException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.time.Instant;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** Writes the log: JSON objects, one a line, on standard error. */
final class LogWriter {

    private static final String TARGET = "schema_engine::logger";

    private final PrintStream error;

    LogWriter(PrintStream error) {
        this.error = error;
    }

    void info(String message) {
        write("INFO", "schema_engine", json -> json.writeStringProperty("message", message));
    }

    void warning(String message) {
        write("WARN", TARGET, json -> json.writeStringProperty("message", message));
    }

    void warning(GnomonException failure) {
        write("WARN", TARGET, json -> FailureData.writeMembers(json, failure));
    }

    void failure(GnomonException failure) {
        write("ERROR", TARGET, json -> FailureData.writeMembers(json, failure));
    }

    private void write(String level, String target, Consumer<JsonGenerator> fields) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JsonValue.FACTORY.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeStringProperty("timestamp", Instant.now().toString());
            json.writeStringProperty("level", level);
            json.writeObjectPropertyStart("fields");
            fields.accept(json);
            json.writeEndObject();
            json.writeStringProperty("target", target);
            json.writeEndObject();
        }
        synchronized (error) {
            error.print(line.append('\n'));
            error.flush();
        }
    }
}
