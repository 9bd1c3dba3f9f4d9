package dev.gnomon.engine.core.diff;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares JSON texts by what they say: the order of members, spaces and escapes do not count. */
final class JsonComparison {

    private final String text;
    private int at;

    private JsonComparison(String text) {
        this.text = text;
    }

    /** Whether two texts say the same; texts that are not JSON are not told apart. */
    static boolean same(String before, String after) {
        if (before.equals(after)) {
            return true;
        }
        Optional<Object> left = parse(before);
        Optional<Object> right = parse(after);
        return left.isEmpty() || right.isEmpty() || left.equals(right);
    }

    private static Optional<Object> parse(String text) {
        JsonComparison reader = new JsonComparison(text);
        try {
            Object value = reader.value();
            reader.skipSpace();
            return reader.at == text.length() ? Optional.of(value) : Optional.empty();
        } catch (IllegalArgumentException | IndexOutOfBoundsException notJson) {
            return Optional.empty();
        }
    }

    private Object value() {
        skipSpace();
        char c = text.charAt(at);
        if (c == '{') {
            return object();
        }
        if (c == '[') {
            return array();
        }
        if (c == '"') {
            return string();
        }
        int start = at;
        while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        return switch (word) {
            case "null" -> Optional.empty();
            case "true" -> true;
            case "false" -> false;
            default -> new BigDecimal(word).stripTrailingZeros();
        };
    }

    private Map<String, Object> object() {
        Map<String, Object> members = new HashMap<>();
        at++;
        skipSpace();
        if (take('}')) {
            return members;
        }
        do {
            skipSpace();
            String name = string();
            skipSpace();
            expect(':');
            members.put(name, value());
            skipSpace();
        } while (take(','));
        expect('}');
        return members;
    }

    private List<Object> array() {
        List<Object> elements = new ArrayList<>();
        at++;
        skipSpace();
        if (take(']')) {
            return elements;
        }
        do {
            elements.add(value());
            skipSpace();
        } while (take(','));
        expect(']');
        return elements;
    }

    private String string() {
        expect('"');
        StringBuilder read = new StringBuilder();
        while (!take('"')) {
            char c = text.charAt(at++);
            read.append(c == '\\' ? escaped() : c);
        }
        return read.toString();
    }

    private char escaped() {
        char c = text.charAt(at++);
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                at += 4;
                yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
            }
            case '"', '\\', '/' -> c;
            default -> throw new IllegalArgumentException("no such escape: " + c);
        };
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean take(char expected) {
        boolean there = at < text.length() && text.charAt(at) == expected;
        if (there) {
            at++;
        }
        return there;
    }

    private void expect(char expected) {
        if (!take(expected)) {
            throw new IllegalArgumentException("expected " + expected);
        }
    }
}
