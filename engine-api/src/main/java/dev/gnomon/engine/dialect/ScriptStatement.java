package dev.gnomon.engine.dialect;

/**
 * One statement of a script.
 *
 * @param sql  without its terminator, comments before it included
 * @param line the line of the script that its first word stands on, from 1
 */
public record ScriptStatement(String sql, int line) {

    /** A statement without the blanks around it: those of SQL, since to a server all others are part of a statement. */
    public static ScriptStatement of(String text, int line) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return new ScriptStatement(text.substring(start, end), line);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
