package dev.gnomon.engine.support;

import dev.gnomon.engine.dialect.ScriptStatement;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits scripts of databases whose statements end at a semicolon and have none inside but in quotes and comments.
 *
 * <p>Goes over the text once. Any text gives some list: what is opened and never closed goes on to the end.
 *
 * @param lineComments   what starts a comment that ends with the line
 * @param nestedComments whether a block comment can hold another one
 * @param dollarQuotes   whether {@code $$} and {@code $tag$} quote
 */
public record StatementSplitter(List<String> lineComments, boolean nestedComments, boolean dollarQuotes) {

    /** Single and double quotes that are doubled inside, {@code --} and block comments. */
    public static final StatementSplitter STANDARD = new StatementSplitter(List.of("--"), false, false);

    public StatementSplitter {
        lineComments = List.copyOf(lineComments);
    }

    /** The same with one more start of a comment that ends with the line. */
    public StatementSplitter withLineComment(String start) {
        List<String> more = new ArrayList<>(lineComments);
        more.add(start);
        return new StatementSplitter(more, nestedComments, dollarQuotes);
    }

    /** The same with block comments that can hold others. */
    public StatementSplitter withNestedComments() {
        return new StatementSplitter(lineComments, true, dollarQuotes);
    }

    /** The same with dollar quotes. */
    public StatementSplitter withDollarQuotes() {
        return new StatementSplitter(lineComments, nestedComments, true);
    }

    /** Split a script; parts with nothing but blanks and comments are none. */
    public List<ScriptStatement> split(String script) {
        List<ScriptStatement> statements = new ArrayList<>();
        int start = 0;
        int line = 1;
        int firstLine = 0;
        int position = 0;
        while (position < script.length()) {
            char c = script.charAt(position);
            int end = endOfComment(script, position);
            if (end == position && c == ';') {
                if (firstLine > 0) {
                    statements.add(new ScriptStatement(
                            script.substring(start, position).strip(), firstLine));
                }
                firstLine = 0;
                start = position + 1;
                end = start;
            } else if (end == position) {
                if (firstLine == 0 && !Character.isWhitespace(c)) {
                    firstLine = line;
                }
                end = endOfWordOrQuotes(script, position);
            }
            for (; position < end; position++) {
                if (script.charAt(position) == '\n') {
                    line++;
                }
            }
        }
        if (firstLine > 0) {
            statements.add(new ScriptStatement(script.substring(start).strip(), firstLine));
        }
        return statements;
    }

    /** Behind the comment that starts here; the position itself where none does. */
    private int endOfComment(String script, int position) {
        for (String comment : lineComments) {
            if (script.startsWith(comment, position)) {
                return behind(script, "\n", position + comment.length());
            }
        }
        if (!script.startsWith("/*", position)) {
            return position;
        }
        if (!nestedComments) {
            return behind(script, "*/", position + 2);
        }
        int depth = 1;
        int at = position + 2;
        while (at < script.length() && depth > 0) {
            if (script.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (script.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        }
        return at;
    }

    private int endOfWordOrQuotes(String script, int position) {
        char c = script.charAt(position);
        if (c == '\'' || c == '"') {
            // Doubled quotes close and open again, which comes to the same.
            return behind(script, String.valueOf(c), position + 1);
        }
        if (c == '$' && dollarQuotes) {
            int tagEnd = position + 1;
            while (tagEnd < script.length() && isWordPart(script.charAt(tagEnd))) {
                tagEnd++;
            }
            if (tagEnd < script.length() && script.charAt(tagEnd) == '$') {
                return behind(script, script.substring(position, tagEnd + 1), tagEnd + 1);
            }
        }
        if (!isWordPart(c)) {
            return position + 1;
        }
        int end = position;
        while (end < script.length() && (isWordPart(script.charAt(end)) || script.charAt(end) == '$')) {
            // A dollar inside a word quotes nothing.
            end++;
        }
        return end;
    }

    private static boolean isWordPart(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    private static int behind(String script, String end, int from) {
        int found = script.indexOf(end, from);
        return found < 0 ? script.length() : found + end.length();
    }
}
