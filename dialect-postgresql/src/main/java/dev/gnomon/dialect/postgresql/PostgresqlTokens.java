package dev.gnomon.dialect.postgresql;

import dev.gnomon.dialect.postgresql.PostgresqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the tokens of a script as the server does: comments nest, strings have five forms and go on over line ends, names
 * may be quoted and may hold escapes.
 */
final class PostgresqlTokens {

    private static final int HEXADECIMAL = 16;
    private static final int OCTAL = 8;

    private static final PostgresqlReadText NOTHING = new PostgresqlReadText();

    private final PostgresqlReadText text;

    /** Whether a backslash in a plain string escapes, as it did in old servers and does by a setting. */
    private final boolean escapesInPlainStrings;

    private final List<PostgresqlToken> tokens = new ArrayList<>();
    private int position;

    private PostgresqlTokens(PostgresqlReadText text, boolean escapesInPlainStrings) {
        this.text = text;
        this.escapesInPlainStrings = escapesInPlainStrings;
    }

    static List<PostgresqlToken> read(PostgresqlReadText text, boolean escapesInPlainStrings) {
        PostgresqlTokens reader = new PostgresqlTokens(text, escapesInPlainStrings);
        reader.read();
        return reader.tokens;
    }

    private void read() {
        while (position < text.length()) {
            char character = text.at(position);
            if (Character.isWhitespace(character) || character == '\uFEFF') {
                position++;
            } else if (text.startsWith("--", position)) {
                skipLine();
            } else if (text.startsWith("/*", position)) {
                skipComment();
            } else {
                token(character);
            }
        }
    }

    private void skipLine() {
        while (position < text.length() && text.at(position) != '\n' && text.at(position) != '\r') {
            position++;
        }
    }

    private void skipComment() {
        int depth = 0;
        do {
            if (text.startsWith("/*", position)) {
                depth++;
                position += 2;
            } else if (text.startsWith("*/", position)) {
                depth--;
                position += 2;
            } else {
                position++;
            }
        } while (depth > 0 && position < text.length());
    }

    private void token(char character) {
        if (character == '\'') {
            string(0, escapesInPlainStrings ? Escapes.BACKSLASH : Escapes.NONE);
        } else if (character == '"') {
            quotedName(0, Escapes.NONE);
        } else if (character == '$' && dollarTag() > 0) {
            dollarString(dollarTag());
        } else if (isWordStart(character)) {
            prefixedOrWord(character);
        } else if (Character.isDigit(character)) {
            number();
        } else {
            symbol();
        }
    }

    private void prefixedOrWord(char character) {
        char next = text.at(position + 1);
        char afterNext = text.at(position + 2);
        switch (character) {
            case 'e', 'E' -> {
                if (next == '\'') {
                    string(1, Escapes.BACKSLASH);
                    return;
                }
            }
            case 'n', 'N', 'b', 'B', 'x', 'X' -> {
                if (next == '\'') {
                    string(1, Escapes.NONE);
                    return;
                }
            }
            case 'u', 'U' -> {
                if (next == '&' && afterNext == '\'') {
                    string(2, Escapes.UNICODE);
                    return;
                }
                if (next == '&' && afterNext == '"') {
                    quotedName(2, Escapes.UNICODE);
                    return;
                }
            }
            default -> {
                // The beginning of a word.
            }
        }
        word();
    }

    private enum Escapes {
        NONE,
        BACKSLASH,
        UNICODE
    }

    private void string(int prefix, Escapes escapes) {
        int line = text.line(position);
        position += prefix;
        PostgresqlReadText value = new PostgresqlReadText();
        do {
            value.append(quoted('\'', escapes == Escapes.BACKSLASH));
        } while (goesOn());
        PostgresqlReadText unescaped = switch (escapes) {
            case NONE -> value;
            case BACKSLASH -> unescapedBackslashes(value);
            case UNICODE -> unescapedUnicode(value, unicodeEscape());
        };
        tokens.add(new PostgresqlToken(Kind.STRING, "", line, unescaped));
    }

    /** A string goes on after white space with a line end in it. */
    private boolean goesOn() {
        int index = position;
        boolean lineEnds = false;
        while (index < text.length()) {
            char character = text.at(index);
            if (Character.isWhitespace(character)) {
                lineEnds |= character == '\n' || character == '\r';
                index++;
            } else if (text.startsWith("--", index)) {
                while (index < text.length() && text.at(index) != '\n' && text.at(index) != '\r') {
                    index++;
                }
            } else {
                break;
            }
        }
        if (lineEnds && text.at(index) == '\'') {
            position = index;
            return true;
        }
        return false;
    }

    /** What stands between quotes; two quotes are one, and escapes stay as they are. */
    private PostgresqlReadText quoted(char quote, boolean backslashEscapes) {
        PostgresqlReadText value = new PostgresqlReadText();
        position++;
        while (position < text.length()) {
            char character = text.at(position);
            if (backslashEscapes && character == '\\' && position + 1 < text.length()) {
                value.append(character, text.line(position));
                value.append(text.at(position + 1), text.line(position + 1));
                position += 2;
            } else if (character != quote) {
                value.append(character, text.line(position));
                position++;
            } else if (text.at(position + 1) == quote) {
                value.append(character, text.line(position));
                position += 2;
            } else {
                position++;
                return value;
            }
        }
        return value;
    }

    private void quotedName(int prefix, Escapes escapes) {
        int line = text.line(position);
        position += prefix;
        PostgresqlReadText value = quoted('"', false);
        PostgresqlReadText name = escapes == Escapes.UNICODE ? unescapedUnicode(value, unicodeEscape()) : value;
        tokens.add(new PostgresqlToken(Kind.QUOTED_NAME, name.toString(), line, NOTHING));
    }

    /** The place after the tag of a dollar quote that begins here; 0 if none does. */
    private int dollarTag() {
        int end = position + 1;
        while (end < text.length() && text.at(end) != '$' && isWordPart(text.at(end))) {
            end++;
        }
        return text.at(end) == '$' && !Character.isDigit(text.at(position + 1)) ? end + 1 : 0;
    }

    private void dollarString(int tagEnd) {
        int line = text.line(position);
        String tag = text.substring(position, tagEnd);
        int close = text.indexOf(tag, tagEnd);
        int end = close < 0 ? text.length() : close;
        tokens.add(new PostgresqlToken(Kind.STRING, "", line, text.part(tagEnd, end)));
        position = Math.min(text.length(), end + tag.length());
    }

    private void word() {
        int start = position;
        while (position < text.length() && (isWordPart(text.at(position)) || text.at(position) == '$')) {
            position++;
        }
        tokens.add(new PostgresqlToken(
                Kind.WORD, text.substring(start, position).toLowerCase(Locale.ROOT), text.line(start), NOTHING));
    }

    private void number() {
        int start = position;
        while (position < text.length() && (Character.isLetterOrDigit(text.at(position)) || text.at(position) == '.')) {
            // Two points are a range in a loop.
            if (text.startsWith("..", position)) {
                break;
            }
            position++;
        }
        tokens.add(new PostgresqlToken(Kind.NUMBER, text.substring(start, position), text.line(start), NOTHING));
    }

    private void symbol() {
        for (String pair : List.of("||", "::", ":=", "=>", "<<", ">>")) {
            if (text.startsWith(pair, position)) {
                tokens.add(new PostgresqlToken(Kind.SYMBOL, pair, text.line(position), NOTHING));
                position += 2;
                return;
            }
        }
        tokens.add(new PostgresqlToken(Kind.SYMBOL, String.valueOf(text.at(position)), text.line(position), NOTHING));
        position++;
    }

    private static boolean isWordStart(char character) {
        return Character.isLetter(character) || character == '_' || character >= 0x80;
    }

    private static boolean isWordPart(char character) {
        return isWordStart(character) || Character.isDigit(character);
    }

    /** The escape character of a Unicode string, which may be named after it. */
    private char unicodeEscape() {
        int before = position;
        while (position < text.length() && Character.isWhitespace(text.at(position))) {
            position++;
        }
        if (text.substring(position, Math.min(text.length(), position + 7)).equalsIgnoreCase("UESCAPE")) {
            position += 7;
            while (position < text.length() && Character.isWhitespace(text.at(position))) {
                position++;
            }
            if (text.at(position) == '\'' && text.at(position + 2) == '\'') {
                char escape = text.at(position + 1);
                position += 3;
                return escape;
            }
        }
        position = before;
        return '\\';
    }

    private static PostgresqlReadText unescapedUnicode(PostgresqlReadText value, char escape) {
        PostgresqlReadText result = new PostgresqlReadText();
        int index = 0;
        while (index < value.length()) {
            char character = value.at(index);
            int line = value.line(index);
            if (character != escape) {
                result.append(character, line);
                index++;
            } else if (value.at(index + 1) == escape) {
                result.append(escape, line);
                index += 2;
            } else {
                boolean plus = value.at(index + 1) == '+';
                int start = index + (plus ? 2 : 1);
                int end = Math.min(value.length(), start + (plus ? 6 : 4));
                result.append(codePoint(value.substring(start, end), HEXADECIMAL), line);
                index = end;
            }
        }
        return result;
    }

    private static PostgresqlReadText unescapedBackslashes(PostgresqlReadText value) {
        PostgresqlReadText result = new PostgresqlReadText();
        int index = 0;
        while (index < value.length()) {
            int line = value.line(index);
            if (value.at(index) != '\\' || index + 1 >= value.length()) {
                result.append(value.at(index), line);
                index++;
                continue;
            }
            char escaped = value.at(index + 1);
            int radix = escaped >= '0' && escaped <= '7' ? OCTAL : HEXADECIMAL;
            int start = radix == OCTAL ? index + 1 : index + 2;
            int most = switch (escaped) {
                case '0', '1', '2', '3', '4', '5', '6', '7' -> 3;
                case 'x' -> 2;
                case 'u' -> 4;
                case 'U' -> 8;
                default -> 0;
            };
            int end = start;
            while (end < value.length() && end < start + most && Character.digit(value.at(end), radix) >= 0) {
                end++;
            }
            if (most > 0 && end > start) {
                result.append(codePoint(value.substring(start, end), radix), line);
                index = end;
            } else {
                result.append(plainEscape(escaped), line);
                index += 2;
            }
        }
        return result;
    }

    private static char plainEscape(char escaped) {
        return switch (escaped) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            default -> escaped;
        };
    }

    private static String codePoint(String digits, int radix) {
        try {
            return Character.toString(Integer.parseInt(digits, radix));
        } catch (IllegalArgumentException malformed) {
            // The server refuses such a string.
            return "?";
        }
    }
}
