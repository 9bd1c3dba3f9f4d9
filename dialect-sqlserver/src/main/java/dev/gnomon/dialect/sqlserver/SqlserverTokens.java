package dev.gnomon.dialect.sqlserver;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Cuts a script into tokens as the server does: comments nest, and names may stand in brackets or quotes. */
final class SqlserverTokens {

    private final String text;
    private final IntUnaryOperator lines;
    private final List<SqlserverToken> tokens = new ArrayList<>();
    private int position;

    private SqlserverTokens(String text, IntUnaryOperator lines) {
        this.text = text;
        this.lines = lines;
    }

    /**
     * Cut a text into tokens; any text gives some list.
     *
     * @param lines the line of each of its characters
     */
    static List<SqlserverToken> of(String text, IntUnaryOperator lines) {
        return new SqlserverTokens(text, lines).all();
    }

    /** The same for a text that is a whole script. */
    static List<SqlserverToken> of(String script) {
        int[] lines = new int[script.length() + 1];
        int line = 1;
        for (int i = 0; i < script.length(); i++) {
            lines[i] = line;
            if (script.charAt(i) == '\n') {
                line++;
            }
        }
        return of(script, i -> lines[i]);
    }

    private List<SqlserverToken> all() {
        boolean lineStart = true;
        while (position < text.length()) {
            int start = position;
            char c = text.charAt(position);
            if (lineStart && separator()) {
                continue;
            }
            lineStart = c == '\n';
            if (c == '\'') {
                add(SqlserverToken.Kind.TEXT, quoted('\''), start);
            } else if (c == '"' || c == '[') {
                add(SqlserverToken.Kind.QUOTED, quoted(c == '[' ? ']' : c), start);
            } else if (text.startsWith("--", position)) {
                int end = text.indexOf('\n', position);
                position = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", position)) {
                skipComment();
            } else if ((c == 'N' || c == 'n') && text.startsWith("'", position + 1)) {
                position++;
                add(SqlserverToken.Kind.TEXT, quoted('\''), start);
            } else if (isWordPart(c)) {
                while (position < text.length() && isWordPart(text.charAt(position))) {
                    position++;
                }
                add(SqlserverToken.Kind.WORD, text.substring(start, position), start);
            } else {
                position++;
                if (!Character.isWhitespace(c) && c != '\uFEFF') {
                    add(SqlserverToken.Kind.SIGN, String.valueOf(c), start);
                }
            }
        }
        return tokens;
    }

    private void add(SqlserverToken.Kind kind, String value, int start) {
        tokens.add(new SqlserverToken(kind, value, lines.applyAsInt(start)));
    }

    private boolean separator() {
        int end = text.indexOf('\n', position);
        String line = text.substring(position, end < 0 ? text.length() : end);
        boolean separates = SqlserverScriptSplitter.repetitions(line) > 0;
        if (separates) {
            add(SqlserverToken.Kind.SEPARATOR, "GO", position);
            position += line.length();
        }
        return separates;
    }

    /** What stands between quotes, doubled ends taken for one. */
    private String quoted(char close) {
        StringBuilder value = new StringBuilder();
        position++;
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c == close) {
                if (position >= text.length() || text.charAt(position) != close) {
                    return value.toString();
                }
                position++;
            }
            int joined = close == '\'' && c == '\\' ? lineBreak() : 0;
            position += joined;
            if (joined > 0) {
                continue;
            }
            value.append(c);
        }
        return value.toString();
    }

    /** How many characters break the line here: behind a backslash a text goes on with the next one. */
    private int lineBreak() {
        return text.startsWith("\r\n", position) ? 2 : text.startsWith("\n", position) ? 1 : 0;
    }

    /** Comments nest. */
    private void skipComment() {
        int open = 0;
        do {
            if (text.startsWith("/*", position)) {
                open++;
                position += 2;
            } else if (text.startsWith("*/", position)) {
                open--;
                position += 2;
            } else {
                position++;
            }
        } while (open > 0 && position < text.length());
        position = Math.min(position, text.length());
    }

    private static boolean isWordPart(char c) {
        return c == '_'
                || c == '@'
                || c == '#'
                || c == '$'
                || c == SqlserverDynamicText.HOLE
                || c == SqlserverDynamicText.OWN_DATABASE
                || Character.isLetterOrDigit(c);
    }
}
