package dev.gnomon.dialect.postgresql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits a script where the server would: at semicolons outside of quotes, dollar quotes, comments,
 * parentheses and the bodies of SQL functions. Commands of {@code psql} are told apart.
 */
final class PostgresqlScriptSplitter {

    /** So many words of a statement tell what it does. */
    private static final int WORDS_KEPT = 24;

    /**
     * A statement of a script.
     *
     * @param start     where its text begins, comments before it included
     * @param firstWord where its first word begins
     * @param end       where its terminator stands, or the script ends
     * @param line      the line of the first word, from 1
     * @param words     its first words outside of quotes and parentheses, in upper case
     */
    record Piece(int start, int firstWord, int end, int line, List<String> words) {
        Piece {
            words = List.copyOf(words);
        }

        String text(String script) {
            return script.substring(start, end);
        }
    }

    /** A backslash outside of quotes, which is a command of {@code psql}, up to the end of its line. */
    record Command(int start, int end, int line) {}

    private final String script;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Command> commands = new ArrayList<>();

    private int position;
    private int line = 1;

    private int start;
    private int firstWord = -1;
    private int firstLine;
    private int parentheses;
    private int bodies;
    private List<String> words = new ArrayList<>();

    private PostgresqlScriptSplitter(String script) {
        this.script = script;
    }

    static List<Piece> split(String script) {
        PostgresqlScriptSplitter splitter = new PostgresqlScriptSplitter(script);
        splitter.run();
        return splitter.pieces;
    }

    /** The lines of a script that are for {@code psql}, which are no statements. */
    static List<Command> commands(String script) {
        if (script.indexOf('\\') < 0) {
            return List.of();
        }
        PostgresqlScriptSplitter splitter = new PostgresqlScriptSplitter(script);
        splitter.run();
        return splitter.commands;
    }

    private void run() {
        while (position < script.length()) {
            char character = script.charAt(position);
            char next = position + 1 < script.length() ? script.charAt(position + 1) : '\0';
            if (Character.isWhitespace(character) || character == '\uFEFF') {
                advanceTo(position + 1);
            } else if (character == '-' && next == '-') {
                int end = script.indexOf('\n', position);
                advanceTo(end < 0 ? script.length() : end);
            } else if (character == '/' && next == '*') {
                advanceTo(endOfComment());
            } else if (character == '\\') {
                command();
            } else if (character == ';' && parentheses == 0 && bodies == 0) {
                finishPiece();
                advanceTo(position + 1);
                start = position;
            } else {
                noteFirstWord();
                token(character);
            }
        }
        finishPiece();
    }

    private void command() {
        int lineEnd = script.indexOf('\n', position);
        int end = lineEnd < 0 ? script.length() : lineEnd;
        commands.add(new Command(position, end, line));
        advanceTo(end);
        if (firstWord < 0) {
            start = position;
        }
    }

    private void token(char character) {
        switch (character) {
            case '\'' -> advanceTo(endOfQuotes('\'', false));
            case '"' -> advanceTo(endOfQuotes('"', false));
            case '$' -> dollar();
            case '(' -> {
                parentheses++;
                advanceTo(position + 1);
            }
            case ')' -> {
                parentheses = Math.max(0, parentheses - 1);
                advanceTo(position + 1);
            }
            default -> {
                if (isWordStart(character)) {
                    word();
                } else {
                    advanceTo(position + 1);
                }
            }
        }
    }

    private void noteFirstWord() {
        if (firstWord < 0) {
            firstWord = position;
            firstLine = line;
        }
    }

    private void finishPiece() {
        if (firstWord >= 0) {
            pieces.add(new Piece(start, firstWord, position, firstLine, words));
        }
        firstWord = -1;
        parentheses = 0;
        bodies = 0;
        words = new ArrayList<>();
    }

    private void advanceTo(int target) {
        int end = Math.min(target, script.length());
        for (int index = position; index < end; index++) {
            if (script.charAt(index) == '\n') {
                line++;
            }
        }
        position = end;
    }

    /** Comments nest, and one that is never closed goes on to the end. */
    private int endOfComment() {
        int depth = 1;
        int index = position + 2;
        while (index < script.length() && depth > 0) {
            if (script.startsWith("/*", index)) {
                depth++;
                index += 2;
            } else if (script.startsWith("*/", index)) {
                depth--;
                index += 2;
            } else {
                index++;
            }
        }
        return index;
    }

    private int endOfQuotes(char quote, boolean escapes) {
        int index = position + 1;
        while (index < script.length()) {
            char character = script.charAt(index);
            if (escapes && character == '\\') {
                index += 2;
            } else if (character != quote) {
                index++;
            } else if (index + 1 < script.length() && script.charAt(index + 1) == quote) {
                index += 2;
            } else {
                return index + 1;
            }
        }
        return script.length();
    }

    private void dollar() {
        int tagEnd = position + 1;
        while (tagEnd < script.length()
                && script.charAt(tagEnd) != '$'
                && isWordPart(script.charAt(tagEnd))
                && !(tagEnd == position + 1 && Character.isDigit(script.charAt(tagEnd)))) {
            tagEnd++;
        }
        if (tagEnd >= script.length() || script.charAt(tagEnd) != '$') {
            advanceTo(position + 1);
            return;
        }
        String tag = script.substring(position, tagEnd + 1);
        int close = script.indexOf(tag, tagEnd + 1);
        advanceTo(close < 0 ? script.length() : close + tag.length());
    }

    private static boolean isWordStart(char character) {
        return Character.isLetter(character) || character == '_' || character >= 0x80;
    }

    private static boolean isWordPart(char character) {
        return isWordStart(character) || Character.isDigit(character);
    }

    private void word() {
        int end = position + 1;
        // A dollar sign inside a word starts no quotes.
        while (end < script.length() && (isWordPart(script.charAt(end)) || script.charAt(end) == '$')) {
            end++;
        }
        String word = script.substring(position, end).toUpperCase(Locale.ROOT);
        if (word.equals("E") && end < script.length() && script.charAt(end) == '\'') {
            advanceTo(end);
            advanceTo(endOfQuotes('\'', true));
            return;
        }
        if (parentheses == 0 && words.size() < WORDS_KEPT) {
            words.add(word);
        }
        countBodies(word);
        advanceTo(end);
    }

    /** The body of an SQL function: BEGIN ATOMIC … END, with CASE … END inside. */
    private void countBodies(String word) {
        if (!definesRoutine() || parentheses > 0) {
            return;
        }
        switch (word) {
            case "BEGIN" -> bodies++;
            case "CASE" -> bodies += bodies > 0 ? 1 : 0;
            case "END" -> bodies = Math.max(0, bodies - 1);
            default -> {
                // Any other word.
            }
        }
    }

    private boolean definesRoutine() {
        int kind = words.size() > 3 && words.get(1).equals("OR") ? 3 : 1;
        return words.size() > kind
                && words.get(0).equals("CREATE")
                && (words.get(kind).equals("FUNCTION") || words.get(kind).equals("PROCEDURE"));
    }
}
