package dev.gnomon.dialect.postgresql;

import java.util.Arrays;

/**
 * A text with the line of the script that each of its characters comes from, so that a place in a text within a text
 * can still be told.
 */
final class PostgresqlReadText {

    /** Stands for a value that is known only when the script runs. */
    static final char HOLE = '\uE000';

    /** Stands for the name of the database that the script runs in. */
    static final char CURRENT_DATABASE = '\uE001';

    private final StringBuilder characters = new StringBuilder();
    private int[] lines = new int[64];

    static PostgresqlReadText of(String script) {
        PostgresqlReadText text = new PostgresqlReadText();
        int line = 1;
        for (int index = 0; index < script.length(); index++) {
            char character = script.charAt(index);
            boolean taken = character == HOLE || character == CURRENT_DATABASE;
            text.append(taken ? '\uFFFD' : character, line);
            if (character == '\n') {
                line++;
            }
        }
        return text;
    }

    int length() {
        return characters.length();
    }

    /** The character at a place; a NUL after the end, which no script holds. */
    char at(int index) {
        return index < characters.length() ? characters.charAt(index) : '\0';
    }

    int line(int index) {
        if (characters.isEmpty()) {
            return 1;
        }
        return lines[Math.min(index, characters.length() - 1)];
    }

    boolean startsWith(String start, int index) {
        for (int offset = 0; offset < start.length(); offset++) {
            if (at(index + offset) != start.charAt(offset)) {
                return false;
            }
        }
        return true;
    }

    int indexOf(String part, int from) {
        return characters.indexOf(part, from);
    }

    String substring(int from, int to) {
        return characters.substring(from, to);
    }

    void append(char character, int line) {
        if (characters.length() == lines.length) {
            lines = Arrays.copyOf(lines, lines.length * 2);
        }
        lines[characters.length()] = line;
        characters.append(character);
    }

    void append(String added, int line) {
        for (int index = 0; index < added.length(); index++) {
            append(added.charAt(index), line);
        }
    }

    void append(PostgresqlReadText other) {
        for (int index = 0; index < other.length(); index++) {
            append(other.at(index), other.lines[index]);
        }
    }

    PostgresqlReadText part(int from, int to) {
        PostgresqlReadText part = new PostgresqlReadText();
        for (int index = from; index < to; index++) {
            part.append(at(index), lines[index]);
        }
        return part;
    }

    /** Whether nothing but values is in it that are known only when the script runs. */
    boolean isUnknown() {
        return characters.chars().allMatch(character -> character == HOLE || Character.isWhitespace(character));
    }

    @Override
    public String toString() {
        return characters.toString();
    }
}
