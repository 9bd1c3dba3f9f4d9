package dev.gnomon.schema.validation;

import java.util.Optional;

/** Tells whether a text is JSON, without building anything of it. */
final class JsonSyntax {

    private static final int DEEPEST_NESTING = 128;

    private final String text;
    private int position;

    private JsonSyntax(String text) {
        this.text = text;
    }

    /** Say what is wrong with a text; empty where it is JSON. */
    static Optional<String> problem(String text) {
        JsonSyntax reader = new JsonSyntax(text);
        try {
            reader.skipBlanks();
            reader.value(0);
            reader.skipBlanks();
            if (reader.position < text.length()) {
                throw reader.wrong("trailing characters");
            }
            return Optional.empty();
        } catch (WrongJson wrong) {
            return Optional.of(String.valueOf(wrong.getMessage()));
        }
    }

    private static final class WrongJson extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WrongJson(String message) {
            super(message, null, false, false);
        }
    }

    private WrongJson wrong(String what) {
        int line = 1;
        int column = 0;
        for (int index = 0; index <= position && index < text.length(); index++) {
            if (text.charAt(index) == '\n') {
                line++;
                column = 0;
            } else {
                column++;
            }
        }
        return new WrongJson(what + " at line " + line + " column " + column);
    }

    private void value(int depth) {
        if (depth > DEEPEST_NESTING) {
            throw wrong("recursion limit exceeded");
        }
        if (position >= text.length()) {
            throw wrong("EOF while parsing a value");
        }
        switch (text.charAt(position)) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true");
            case 'f' -> word("false");
            case 'n' -> word("null");
            default -> number();
        }
    }

    private void object(int depth) {
        position++;
        skipBlanks();
        if (take('}')) {
            return;
        }
        do {
            skipBlanks();
            if (!at('"')) {
                throw wrong(position < text.length() ? "key must be a string" : "EOF while parsing an object");
            }
            string();
            skipBlanks();
            if (!take(':')) {
                throw wrong(position < text.length() ? "expected `:`" : "EOF while parsing an object");
            }
            skipBlanks();
            value(depth + 1);
            skipBlanks();
        } while (take(','));
        if (!take('}')) {
            throw wrong(position < text.length() ? "expected `,` or `}`" : "EOF while parsing an object");
        }
    }

    private void array(int depth) {
        position++;
        skipBlanks();
        if (take(']')) {
            return;
        }
        do {
            skipBlanks();
            value(depth + 1);
            skipBlanks();
        } while (take(','));
        if (!take(']')) {
            throw wrong(position < text.length() ? "expected `,` or `]`" : "EOF while parsing a list");
        }
    }

    private void string() {
        position++;
        while (position < text.length()) {
            char character = text.charAt(position);
            if (character == '"') {
                position++;
                return;
            }
            if (character < ' ') {
                throw wrong("control character (\\u0000-\\u001F) found while parsing a string");
            }
            position++;
            if (character == '\\') {
                if (position < text.length() && "\"\\/bfnrtu".indexOf(text.charAt(position)) < 0) {
                    throw wrong("invalid escape");
                }
                position++;
            }
        }
        throw wrong("EOF while parsing a string");
    }

    private void word(String word) {
        if (!text.startsWith(word, position)) {
            throw wrong("expected ident");
        }
        position += word.length();
    }

    private void number() {
        int from = position;
        take('-');
        boolean digits = takeDigits();
        if (digits && take('.')) {
            digits = takeDigits();
        }
        if (digits && (take('e') || take('E'))) {
            if (!take('+')) {
                take('-');
            }
            digits = takeDigits();
        }
        if (!digits) {
            if (position == from) {
                throw wrong("expected value");
            }
            throw wrong("invalid number");
        }
    }

    private boolean takeDigits() {
        int from = position;
        while (position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9') {
            position++;
        }
        return position > from;
    }

    private boolean at(char wanted) {
        return position < text.length() && text.charAt(position) == wanted;
    }

    private boolean take(char wanted) {
        if (at(wanted)) {
            position++;
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (position < text.length() && " \t\n\r".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }
}
