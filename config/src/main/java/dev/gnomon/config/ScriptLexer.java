package dev.gnomon.config;

import dev.gnomon.config.ScriptToken.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a JavaScript or TypeScript file into words. Any input gives some list; regular expression
 * literals are not told from divisions, since no setting is one.
 */
final class ScriptLexer {

    private final String text;
    private int position;
    private boolean newLine;
    private final List<ScriptToken> tokens = new ArrayList<>();

    private ScriptLexer(String text) {
        this.text = text;
    }

    /** The words of a text, with one of kind {@link Kind#END} at the end. */
    static List<ScriptToken> tokens(String text) {
        ScriptLexer lexer = new ScriptLexer(text);
        while (lexer.skipSpace()) {
            lexer.next();
        }
        lexer.add(Kind.END, "", text.length());
        return lexer.tokens;
    }

    private void add(Kind kind, String content, int start) {
        tokens.add(new ScriptToken(kind, content, start, position, newLine));
        newLine = false;
    }

    /** Whether something follows. */
    private boolean skipSpace() {
        while (position < text.length()) {
            char c = text.charAt(position);
            if (Character.isWhitespace(c) || c == '\uFEFF' || c == '\u00A0') {
                newLine |= c == '\n' || c == '\r';
                position++;
            } else if (text.startsWith("//", position) || (position == 0 && text.startsWith("#!"))) {
                int end = text.indexOf('\n', position);
                position = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", position)) {
                int end = text.indexOf("*/", position + 2);
                newLine = true;
                position = end < 0 ? text.length() : end + 2;
            } else {
                return true;
            }
        }
        return false;
    }

    private void next() {
        int start = position;
        char c = text.charAt(position);
        if (c == '"' || c == '\'') {
            add(Kind.STRING, quoted(c), start);
        } else if (c == '`') {
            add(Kind.TEMPLATE, template(), start);
        } else if (Character.isJavaIdentifierStart(c) || c == '#' || c == '@') {
            while (position < text.length()
                    && (Character.isJavaIdentifierPart(text.charAt(position)) || position == start)) {
                position++;
            }
            add(Kind.NAME, text.substring(start, position), start);
        } else if (c >= '0' && c <= '9') {
            while (position < text.length()
                    && (Character.isLetterOrDigit(text.charAt(position))
                            || text.charAt(position) == '_'
                            || text.charAt(position) == '.')) {
                position++;
            }
            add(Kind.NUMBER, text.substring(start, position), start);
        } else {
            String mark = mark();
            position += mark.length();
            add(Kind.MARK, mark, start);
        }
    }

    private String mark() {
        for (String mark : List.of("...", "===", "!==", "??=", "||=", "=>", "==", "!=", "?.", "??", "||", "&&", "+=")) {
            if (text.startsWith(mark, position)) {
                return mark;
            }
        }
        return text.substring(position, position + 1);
    }

    private String quoted(char quote) {
        int start = ++position;
        while (position < text.length() && text.charAt(position) != quote && text.charAt(position) != '\n') {
            position += text.charAt(position) == '\\' ? 2 : 1;
        }
        position = Math.min(position, text.length());
        String raw = text.substring(start, position);
        if (position < text.length() && text.charAt(position) == quote) {
            position++;
        }
        return unescape(raw);
    }

    /** The raw text between back quotes, templates within its expressions included. */
    private String template() {
        int start = ++position;
        int braces = 0;
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '\\') {
                position++;
            } else if (c == '`' && braces == 0) {
                break;
            } else if (text.startsWith("${", position)) {
                braces++;
                position++;
            } else if (c == '}' && braces > 0) {
                braces--;
            }
            position++;
        }
        position = Math.min(position, text.length());
        String raw = text.substring(start, position);
        if (position < text.length()) {
            position++;
        }
        return raw;
    }

    /** The text that a string literal's characters stand for. */
    static String unescape(String raw) {
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        StringBuilder result = new StringBuilder(raw.length());
        int i = 0;
        while (i < raw.length()) {
            char c = raw.charAt(i++);
            if (c != '\\' || i == raw.length()) {
                result.append(c);
                continue;
            }
            char escaped = raw.charAt(i++);
            switch (escaped) {
                case 'n' -> result.append('\n');
                case 'r' -> result.append('\r');
                case 't' -> result.append('\t');
                case 'b' -> result.append('\b');
                case 'f' -> result.append('\f');
                case 'v' -> result.append('\u000B');
                case '0' -> result.append('\0');
                case '\n' -> {}
                case 'x' -> i = code(raw, i, i + 2, result);
                case 'u' -> {
                    int close = raw.startsWith("{", i) ? raw.indexOf('}', i) : -1;
                    i = close > 0 ? code(raw, i + 1, close, result) + 1 : code(raw, i, i + 4, result);
                }
                default -> result.append(escaped);
            }
        }
        return result.toString();
    }

    private static int code(String raw, int start, int end, StringBuilder result) {
        if (end > raw.length() || end - start > 8) {
            return start;
        }
        try {
            result.appendCodePoint(Integer.parseInt(raw, start, end, 16));
            return end;
        } catch (IllegalArgumentException notHexadecimal) {
            return start;
        }
    }
}
