package dev.gnomon.cli;

import java.io.StringWriter;
import java.util.Collection;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes the JSON object that {@code --json} answers with. */
final class JsonReport {

    /** Adds a command's own members to the object. */
    @FunctionalInterface
    interface Members {
        void write(JsonGenerator json);

        /** Nothing beyond what every answer has. */
        static Members none() {
            return json -> {};
        }
    }

    private JsonReport() {}

    /**
     * The whole document.
     *
     * @param outcome one word for how the command ended
     */
    static String document(String command, String outcome, int exitCode, Members members) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("command", command);
            json.writeStringProperty("outcome", outcome);
            json.writeNumberProperty("exitCode", exitCode);
            members.write(json);
            json.writeEndObject();
        }
        return text.toString();
    }

    static void strings(JsonGenerator json, String name, Collection<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }
}
