package dev.gnomon.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads recorded answers (JSON lines) in place. */
final class RecordedCases {

    private static final JsonFactory JSON = JsonFactory.builder().build();

    private RecordedCases() {}

    /** Find the folder of golden data; empty, with a printed reason, where it is not there. */
    static Optional<Path> golden() {
        return folder("gnomon.golden", "GNOMON_GOLDEN", Path.of("..", "..", "shared", "golden"));
    }

    /** Find the folder of conformance data; empty, with a printed reason, where it is not there. */
    static Optional<Path> conformance() {
        return folder(
                "gnomon.conformance",
                "GNOMON_CONFORMANCE",
                Path.of("..", "conformance", "src", "test", "resources", "conformance"));
    }

    private static Optional<Path> folder(String property, String variable, Path usual) {
        String told = System.getProperty(property, System.getenv(variable));
        Path folder = told != null ? Path.of(told) : usual;
        if (!Files.isDirectory(folder)) {
            System.out.println(
                    "Skipped: no recorded answers at " + folder.toAbsolutePath().normalize()
                            + "; name their folder with -D" + property + " or " + variable + ".");
            return Optional.empty();
        }
        return Optional.of(folder);
    }

    /** Hand over every case of the files whose names end so, with the file's name without its ending. */
    static void forEach(Path folder, String ending, BiConsumer<String, Map<String, Object>> consumer) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*" + ending)) {
            found.forEach(files::add);
            files.sort(null);
            for (Path file : files) {
                String name = file.getFileName().toString().replace(".jsonl", "");
                for (String line : Files.readAllLines(file)) {
                    if (!line.isBlank()) {
                        consumer.accept(name, parse(line));
                    }
                }
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> parse(String line) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
            return (Map<String, Object>) java.util.Objects.requireNonNull(value(parser, parser.nextToken()));
        }
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    members.put(name, value(parser, parser.nextToken()));
                }
                yield members;
            }
            case START_ARRAY -> {
                List<@Nullable Object> elements = new ArrayList<>();
                JsonToken next;
                while ((next = parser.nextToken()) != JsonToken.END_ARRAY) {
                    elements.add(value(parser, next));
                }
                yield elements;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getDecimalValue();
        };
    }
}
