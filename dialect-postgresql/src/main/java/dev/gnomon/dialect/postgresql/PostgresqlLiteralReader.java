package dev.gnomon.dialect.postgresql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads constants as the catalog prints them, in parentheses and with casts. */
final class PostgresqlLiteralReader {

    /**
     * A constant without its parentheses and casts.
     *
     * @param text what stands inside the quotes, unescaped; or the number or word itself
     */
    record Constant(Kind kind, String text) {

        /** How a constant is written. */
        enum Kind {
            STRING,
            BITS,
            NUMBER,
            WORD
        }
    }

    private final String text;
    private int position;

    private PostgresqlLiteralReader(String text) {
        this.text = text;
    }

    /** Read a whole expression; empty where it is more than a constant. */
    static Optional<Constant> read(String expression) {
        PostgresqlLiteralReader reader = new PostgresqlLiteralReader(expression);
        Optional<Constant> literal = reader.value();
        return literal.filter(found -> reader.isAtEnd());
    }

    /** The expressions between the brackets of {@code ARRAY[…]}, which a cast may follow. */
    static Optional<List<String>> arrayElements(String expression) {
        List<String> elements = new ArrayList<>();
        int start = "ARRAY[".length();
        int depth = 1;
        for (int index = start; index < expression.length(); index++) {
            switch (expression.charAt(index)) {
                case '\'' -> index = endOfString(expression, index) - 1;
                case '"' -> index = Math.max(index, expression.indexOf('"', index + 1));
                case '[', '(' -> depth++;
                case ')' -> depth--;
                case ']' -> {
                    depth--;
                    if (depth == 0) {
                        addElement(expression.substring(start, index), elements);
                        return isCast(expression.substring(index + 1)) ? Optional.of(elements) : Optional.empty();
                    }
                }
                case ',' -> {
                    if (depth == 1) {
                        addElement(expression.substring(start, index), elements);
                        start = index + 1;
                    }
                }
                default -> {
                    // Part of an element.
                }
            }
        }
        return Optional.empty();
    }

    private static void addElement(String element, List<String> elements) {
        if (!element.isBlank()) {
            elements.add(element.strip());
        }
    }

    /** The elements of an array's text form {@code {a,"b c"}}; empty for lists of lists and with NULLs. */
    static Optional<List<Constant>> bracedElements(String text) {
        String trimmed = text.strip();
        if (!trimmed.startsWith("{") || !trimmed.endsWith("}")) {
            return Optional.empty();
        }
        List<Constant> elements = new ArrayList<>();
        String inner = trimmed.substring(1, trimmed.length() - 1);
        StringBuilder element = new StringBuilder();
        boolean quoted = false;
        boolean wasQuoted = false;
        for (int index = 0; index <= inner.length(); index++) {
            char character = index < inner.length() ? inner.charAt(index) : ',';
            if (index < inner.length() && character == '\\' && index + 1 < inner.length()) {
                element.append(inner.charAt(++index));
            } else if (index < inner.length() && character == '"') {
                quoted = !quoted;
                wasQuoted = true;
            } else if (character == ',' && (!quoted || index == inner.length())) {
                String value =
                        wasQuoted ? element.toString() : element.toString().strip();
                if (!wasQuoted && value.equalsIgnoreCase("NULL")) {
                    return Optional.empty();
                }
                if (wasQuoted || !value.isEmpty()) {
                    elements.add(new Constant(Constant.Kind.STRING, withoutInnerQuotes(value)));
                }
                element.setLength(0);
                wasQuoted = false;
            } else if ((character == '{' || character == '}') && !quoted) {
                return Optional.empty();
            } else {
                element.append(character);
            }
        }
        return Optional.of(elements);
    }

    /** Prisma reads {@code {'a'}} as the list of a, without the quotes, and schemas say so. */
    private static String withoutInnerQuotes(String value) {
        return value.length() > 1 && value.startsWith("'") && value.endsWith("'")
                ? value.substring(1, value.length() - 1)
                : value;
    }

    /** Nothing, or one or more casts: only the letters that types are written with. */
    private static boolean isCast(String text) {
        String rest = text.strip();
        if (rest.isEmpty()) {
            return true;
        }
        if (!rest.startsWith("::") || rest.contains(" COLLATE ")) {
            return false;
        }
        boolean quoted = false;
        for (int index = 0; index < rest.length(); index++) {
            char character = rest.charAt(index);
            if (character == '"') {
                quoted = !quoted;
            } else if (!quoted && !Character.isLetterOrDigit(character) && " :_.,()[]$".indexOf(character) < 0) {
                return false;
            }
        }
        return true;
    }

    boolean isAtEnd() {
        return isCast(text.substring(position));
    }

    Optional<Constant> value() {
        skipBlanks();
        if (position >= text.length()) {
            return Optional.empty();
        }
        char first = text.charAt(position);
        if (first == '(') {
            return parenthesized();
        }
        if (first == '\'') {
            return Optional.of(string(Constant.Kind.STRING, false));
        }
        if ((first == 'E' || first == 'B') && position + 1 < text.length() && text.charAt(position + 1) == '\'') {
            position++;
            return Optional.of(string(first == 'B' ? Constant.Kind.BITS : Constant.Kind.STRING, first == 'E'));
        }
        return plain();
    }

    private void skipBlanks() {
        while (position < text.length() && text.charAt(position) == ' ') {
            position++;
        }
    }

    private Optional<Constant> parenthesized() {
        int close = matchingParenthesis();
        if (close < 0) {
            return Optional.empty();
        }
        Optional<Constant> inner = read(text.substring(position + 1, close));
        position = close + 1;
        return inner;
    }

    private int matchingParenthesis() {
        int depth = 0;
        for (int index = position; index < text.length(); index++) {
            switch (text.charAt(index)) {
                case '\'' -> index = endOfString(text, index) - 1;
                case '(' -> depth++;
                case ')' -> {
                    depth--;
                    if (depth == 0) {
                        return index;
                    }
                }
                default -> {
                    // Inside the parentheses.
                }
            }
        }
        return -1;
    }

    /** The place after the closing quote; backslashes escape where an E stands before. */
    static int endOfString(String text, int start) {
        boolean escapes = start > 0 && text.charAt(start - 1) == 'E';
        int index = start + 1;
        while (index < text.length()) {
            char character = text.charAt(index);
            if (escapes && character == '\\') {
                index += 2;
            } else if (character != '\'') {
                index++;
            } else if (index + 1 < text.length() && text.charAt(index + 1) == '\'') {
                index += 2;
            } else {
                return index + 1;
            }
        }
        return text.length();
    }

    private Constant string(Constant.Kind kind, boolean escapes) {
        int end = endOfString(text, position);
        String inner = text.substring(position + 1, Math.max(position + 1, end - 1));
        position = end;
        String unquoted = inner.replace("''", "'");
        return new Constant(kind, escapes ? unescaped(unquoted) : unquoted);
    }

    private static String unescaped(String text) {
        StringBuilder result = new StringBuilder(text.length());
        for (int index = 0; index < text.length(); index++) {
            char character = text.charAt(index);
            if (character == '\\' && index + 1 < text.length()) {
                char escaped = text.charAt(++index);
                result.append(
                        switch (escaped) {
                            case 'n' -> '\n';
                            case 't' -> '\t';
                            case 'r' -> '\r';
                            case 'b' -> '\b';
                            case 'f' -> '\f';
                            default -> escaped;
                        });
            } else {
                result.append(character);
            }
        }
        return result.toString();
    }

    private Optional<Constant> plain() {
        int start = position;
        while (position < text.length()
                && (Character.isLetterOrDigit(text.charAt(position)) || "+-._".indexOf(text.charAt(position)) >= 0)) {
            position++;
        }
        if (position == start) {
            return Optional.empty();
        }
        String word = text.substring(start, position);
        char first = word.charAt(0);
        boolean number = first == '-' || first == '+' || first == '.' || Character.isDigit(first);
        return Optional.of(new Constant(number ? Constant.Kind.NUMBER : Constant.Kind.WORD, word));
    }
}
