package dev.gnomon.listeners.event;

import java.util.Collection;
import java.util.Map;

/** Writes flat values as JSON on one line. */
public final class JsonText {

    private JsonText() {}

    /** An object of these fields, in their order. */
    public static String object(Map<String, Object> fields) {
        StringBuilder json = new StringBuilder("{");
        append(json, fields);
        return json.append('}').toString();
    }

    /** The fields without the braces around them. */
    public static void append(StringBuilder json, Map<String, Object> fields) {
        boolean first = true;
        for (Map.Entry<String, Object> field : fields.entrySet()) {
            if (!first) {
                json.append(',');
            }
            first = false;
            quote(json, field.getKey());
            json.append(':');
            value(json, field.getValue());
        }
    }

    private static void value(StringBuilder json, Object value) {
        if (value instanceof Number || value instanceof Boolean) {
            json.append(value);
        } else if (value instanceof Collection<?> items) {
            json.append('[');
            boolean first = true;
            for (Object item : items) {
                if (!first) {
                    json.append(',');
                }
                first = false;
                value(json, item);
            }
            json.append(']');
        } else {
            quote(json, value.toString());
        }
    }

    private static void quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < ' ' || c == '\u007f' || c == '\u2028' || c == '\u2029' || isLoneSurrogate(text, i)) {
                        json.append(String.format("\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }

    /** Half a character has no bytes in UTF-8: written as itself it would come back as another one. */
    private static boolean isLoneSurrogate(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
