package dev.gnomon.cli.rpc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;

/** A JSON document as a tree. */
sealed interface JsonValue {

    JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(200)
                    .maxStringLength(500_000_000)
                    .build())
            .build();

    record Text(String value) implements JsonValue {}

    /** A number with its digits as sent. */
    record Digits(String value) implements JsonValue {}

    record Bool(boolean value) implements JsonValue {}

    record Nothing() implements JsonValue {}

    record Items(List<JsonValue> values) implements JsonValue {}

    record Members(Map<String, JsonValue> values) implements JsonValue {}

    /**
     * Read a document.
     *
     * @throws tools.jackson.core.JacksonException if the text is none
     */
    static JsonValue parse(String text) {
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            JsonValue value = read(json);
            if (json.nextToken() != null) {
                throw new ProtocolException(ProtocolException.PARSE_ERROR, "more than one document on a line");
            }
            return value;
        }
    }

    private static JsonValue read(JsonParser json) {
        JsonToken token = json.currentToken();
        if (token == null) {
            throw new ProtocolException(ProtocolException.PARSE_ERROR, "an empty document");
        }
        return switch (token) {
            case START_OBJECT -> {
                Map<String, JsonValue> members = new LinkedHashMap<>();
                while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    members.put(name, read(json));
                }
                yield new Members(members);
            }
            case START_ARRAY -> {
                List<JsonValue> items = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    items.add(read(json));
                }
                yield new Items(items);
            }
            case VALUE_STRING -> new Text(json.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Digits(json.getString());
            case VALUE_TRUE -> new Bool(true);
            case VALUE_FALSE -> new Bool(false);
            case VALUE_NULL -> new Nothing();
            default -> throw new ProtocolException(ProtocolException.PARSE_ERROR, "unexpected " + token);
        };
    }

    /** A member of an object; empty where there is none, or null. */
    default Optional<JsonValue> get(String name) {
        return this instanceof Members members
                ? Optional.ofNullable(members.values().get(name)).filter(value -> !(value instanceof Nothing))
                : Optional.empty();
    }

    /** A text member; empty where there is none. */
    default Optional<String> text(String name) {
        return get(name).flatMap(value -> value instanceof Text text ? Optional.of(text.value()) : Optional.empty());
    }

    /**
     * A text member.
     *
     * @throws ProtocolException if there is none
     */
    default String requireText(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    /** A member that is there. */
    default JsonValue require(String name) {
        return get(name).orElseThrow(() -> missing(name));
    }

    default boolean flag(String name) {
        return get(name)
                .filter(value -> value instanceof Bool bool && bool.value())
                .isPresent();
    }

    /** The items of a list member; empty where there is none. */
    default List<JsonValue> items(String name) {
        return get(name)
                .map(value -> value instanceof Items items ? items.values() : List.<JsonValue>of())
                .orElse(List.of());
    }

    /** The texts of a list member. */
    default List<String> texts(String name) {
        return items(name).stream()
                .flatMap(value -> value instanceof Text text
                        ? Optional.of(text.value()).stream()
                        : Optional.<String>empty().stream())
                .toList();
    }

    private static ProtocolException missing(String name) {
        return new ProtocolException(ProtocolException.INVALID_PARAMS, "missing field `" + name + "`");
    }
}
