package dev.gnomon.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads files of recorded cases, one JSON object a line. */
public final class RecordedCases {

    private static final JsonFactory JSON = new JsonFactory();

    private RecordedCases() {}

    /** The cases that lie in this project. */
    public static List<RecordedCase> own(String provider, String kind) {
        String name = "/conformance/" + provider + "." + kind + ".jsonl";
        try (InputStream file = RecordedCases.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("there is no " + name);
            }
            return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cases that are only read in place; empty where they are not on this machine. */
    static Optional<List<RecordedCase>> golden(String provider, String kind) {
        Path file = goldenDirectory().resolve(provider + "." + kind + ".jsonl");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where they lie: system property, environment, or beside the repository. */
    static Path goldenDirectory() {
        String configured = System.getProperty("gnomon.golden", System.getenv("GNOMON_GOLDEN"));
        return configured == null ? Path.of("..", "..", "shared", "golden") : Path.of(configured);
    }

    private static List<RecordedCase> parse(String lines) {
        return lines.lines()
                .filter(line -> !line.isBlank())
                .map(RecordedCases::parseLine)
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static RecordedCase parseLine(String line) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
            parser.nextToken();
            return new RecordedCase((Map<String, Object>) read(parser));
        }
    }

    private static @Nullable Object read(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            Map<String, Object> members = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                parser.nextToken();
                members.put(name, read(parser));
            }
            return members;
        }
        if (token == JsonToken.START_ARRAY) {
            List<Object> elements = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(read(parser));
            }
            return elements;
        }
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return token == JsonToken.VALUE_TRUE;
        }
        return token.isNumeric() ? Long.valueOf(parser.getLongValue()) : parser.getString();
    }
}
