package dev.gnomon.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads {@code .env} files by the rules of the npm package {@code dotenv}: {@code NAME=value} or
 * {@code NAME: value}, {@code export} in front allowed, values bare or in single, double or back quotes
 * (these may span lines), comments from {@code #} on. Lines of no such form are passed over.
 */
final class DotenvFile {

    private final String text;
    private int position;
    private final Map<String, String> values = new LinkedHashMap<>();

    private DotenvFile(String text) {
        this.text = text.replace("\r\n", "\n").replace('\r', '\n');
    }

    /** The values that a file's text sets, in its order; of two with one name the later. */
    static Map<String, String> parse(String text) {
        DotenvFile file = new DotenvFile(text);
        while (file.position < file.text.length()) {
            file.entry();
        }
        return file.values;
    }

    private void entry() {
        skipWhitespace();
        int start = position;
        String name = name();
        if (name.equals("export") && position < text.length() && isBlank(text.charAt(position))) {
            int afterExport = position;
            skipBlanks();
            String exported = name();
            if (exported.isEmpty()) {
                position = afterExport;
            } else {
                name = exported;
            }
        }
        if (name.isEmpty() || !separator()) {
            position = Math.max(position, start);
            skipLine();
            return;
        }
        values.put(name, value());
        skipLine();
    }

    private String name() {
        int start = position;
        while (position < text.length() && isNamePart(text.charAt(position))) {
            position++;
        }
        return text.substring(start, position);
    }

    /** An equals sign with blanks around it, or a colon with a blank after it. */
    private boolean separator() {
        int mark = position;
        while (mark < text.length() && isBlank(text.charAt(mark))) {
            mark++;
        }
        if (mark < text.length() && text.charAt(mark) == '=') {
            position = mark + 1;
            return true;
        }
        if (position + 1 < text.length()
                && text.charAt(position) == ':'
                && Character.isWhitespace(text.charAt(position + 1))) {
            position++;
            return true;
        }
        return false;
    }

    private String value() {
        skipBlanks();
        if (position < text.length()) {
            char quote = text.charAt(position);
            if (quote == '"' || quote == '\'' || quote == '`') {
                int end = closing(quote);
                if (end >= 0) {
                    String inside = text.substring(position + 1, end);
                    position = end + 1;
                    return quote == '"' ? inside.replace("\\n", "\n").replace("\\r", "\r") : inside;
                }
            }
        }
        int start = position;
        while (position < text.length() && text.charAt(position) != '\n' && text.charAt(position) != '#') {
            position++;
        }
        return text.substring(start, position).strip();
    }

    /** The quote that ends the value; one after a backslash does not. */
    private int closing(char quote) {
        for (int i = position + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && i + 1 < text.length() && text.charAt(i + 1) == quote) {
                i++;
            } else if (text.charAt(i) == quote) {
                return i;
            }
        }
        return -1;
    }

    private void skipLine() {
        int end = text.indexOf('\n', position);
        position = end < 0 ? text.length() : end + 1;
    }

    private void skipBlanks() {
        while (position < text.length() && isBlank(text.charAt(position))) {
            position++;
        }
    }

    private void skipWhitespace() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    private static boolean isNamePart(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '.'
                || c == '-';
    }
}
