package dev.gnomon.schema.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A position in the text of one file, and the tokens that can be read from there. */
final class Scanner {

    private final String text;
    private final int file;
    private int position;

    Scanner(String text, int file) {
        this.text = text;
        this.file = file;
        this.position = text.startsWith("\uFEFF") ? 1 : 0;
    }

    int position() {
        return position;
    }

    void moveTo(int newPosition) {
        position = newPosition;
    }

    boolean atEnd() {
        return position >= text.length();
    }

    boolean at(String token) {
        return text.startsWith(token, position);
    }

    boolean at(char token) {
        return position < text.length() && text.charAt(position) == token;
    }

    boolean take(char token) {
        if (at(token)) {
            position++;
            return true;
        }
        return false;
    }

    boolean take(String token) {
        if (at(token)) {
            position += token.length();
            return true;
        }
        return false;
    }

    /** Skip spaces and tabs, no newlines. */
    void skipBlanks() {
        while (position < text.length() && isBlank(text.charAt(position))) {
            position++;
        }
    }

    boolean atNewline() {
        return at('\n') || at('\r');
    }

    boolean takeNewline() {
        return take("\r\n") || take('\n') || take('\r');
    }

    /** Move to the end of the line, in front of its newline. */
    void skipLine() {
        while (position < text.length() && !atNewline()) {
            position++;
        }
    }

    /** Take the rest of the line without its newline. */
    String takeLine() {
        int from = position;
        skipLine();
        return text.substring(from, position);
    }

    String between(int from, int to) {
        return text.substring(from, to);
    }

    Span span(int from) {
        return new Span(file, from, position);
    }

    @Nullable
    Identifier takeIdentifier() {
        int from = position;
        skipIdentifier();
        return position == from ? null : new Identifier(text.substring(from, position), span(from));
    }

    /** Tell whether there was one. */
    private boolean skipIdentifier() {
        if (position >= text.length() || !Character.isLetterOrDigit(text.codePointAt(position))) {
            return false;
        }
        position += Character.charCount(text.codePointAt(position));
        while (position < text.length()) {
            char letter = text.charAt(position);
            if ((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z')) {
                position++;
                continue;
            }
            int codePoint = text.codePointAt(position);
            if (!isIdentifierPart(codePoint)) {
                break;
            }
            position += Character.charCount(codePoint);
        }
        return true;
    }

    /** Take identifiers joined by dots. */
    @Nullable
    Identifier takePath() {
        int from = position;
        if (!skipIdentifier()) {
            return null;
        }
        while (at('.')) {
            int dot = position;
            position++;
            if (!skipIdentifier()) {
                position = dot;
                break;
            }
        }
        return new Identifier(text.substring(from, position), span(from));
    }

    /** Take a number without exponent; nothing is taken where a word goes on behind the digits. */
    @Nullable
    String takeNumber() {
        int from = position;
        take('-');
        if (!takeDigits()) {
            position = from;
            return null;
        }
        int whole = position;
        if (take('.') && !takeDigits()) {
            position = whole;
        }
        if (position < text.length() && isIdentifierPart(text.codePointAt(position))) {
            position = from;
            return null;
        }
        return text.substring(from, position);
    }

    private boolean takeDigits() {
        int from = position;
        while (position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9') {
            position++;
        }
        return position > from;
    }

    /** Take a string in double quotes and give what its escapes stand for. */
    @Nullable
    String takeString(List<Diagnostic> diagnostics) {
        int from = position;
        if (!take('"')) {
            return null;
        }
        StringBuilder value = new StringBuilder();
        while (position < text.length()) {
            char character = text.charAt(position);
            if (character == '"') {
                position++;
                return value.toString();
            }
            if (character < ' ' && character != '\t') {
                break;
            }
            position++;
            if (character == '\\') {
                takeEscape(value, diagnostics);
            } else {
                value.append(character);
            }
        }
        position = from;
        return null;
    }

    private void takeEscape(StringBuilder value, List<Diagnostic> diagnostics) {
        int from = position - 1;
        if (atEnd() || atNewline()) {
            return;
        }
        char escape = text.charAt(position++);
        switch (escape) {
            case '"', '\\', '/' -> value.append(escape);
            case 'b' -> value.append('\b');
            case 'f' -> value.append('\f');
            case 'n' -> value.append('\n');
            case 'r' -> value.append('\r');
            case 't' -> value.append('\t');
            case 'u' -> takeUnicodeEscape(from, value, diagnostics);
            default ->
                diagnostics.add(Diagnostic.error(
                        "Unknown escape sequence. If the value is a windows-style path, `\\` must be escaped as `\\\\`.",
                        span(from)));
        }
    }

    private void takeUnicodeEscape(int from, StringBuilder value, List<Diagnostic> diagnostics) {
        int code = takeHexDigits();
        if (code >= 0 && Character.isHighSurrogate((char) code)) {
            int low = take("\\u") ? takeHexDigits() : -1;
            if (low >= 0 && Character.isLowSurrogate((char) low)) {
                value.append((char) code).append((char) low);
                return;
            }
            code = -1;
        }
        if (code < 0 || Character.isLowSurrogate((char) code)) {
            diagnostics.add(Diagnostic.error("Invalid unicode escape sequence.", span(from)));
        } else {
            value.append((char) code);
        }
    }

    /** Take four hexadecimal digits; -1 where there are fewer. */
    private int takeHexDigits() {
        int code = 0;
        for (int digit = 0; digit < 4; digit++) {
            int value = position < text.length() ? Character.digit(text.charAt(position), 16) : -1;
            if (value < 0) {
                return -1;
            }
            code = code * 16 + value;
            position++;
        }
        return code;
    }

    private static boolean isBlank(char character) {
        return character == ' '
                || character == '\t'
                || (character > 127 && Character.getType(character) == Character.SPACE_SEPARATOR);
    }

    private static boolean isIdentifierPart(int codePoint) {
        return codePoint == '_' || codePoint == '-' || Character.isLetterOrDigit(codePoint);
    }
}
