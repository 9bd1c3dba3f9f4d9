package dev.gnomon.engine.support;

/** Writes names and texts as the SQL standard does. */
public final class SqlText {

    private SqlText() {}

    /** Put an identifier in double quotes, such that no character of it can end them. */
    public static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /**
     * Put a text in single quotes, such that no character of it can end them. For databases to which a backslash is a
     * character as any other.
     */
    public static String literal(String text) {
        return '\'' + text.replace("'", "''") + '\'';
    }
}
