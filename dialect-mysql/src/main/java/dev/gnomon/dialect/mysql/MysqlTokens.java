package dev.gnomon.dialect.mysql;

import dev.gnomon.dialect.mysql.MysqlToken.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Takes a script apart as the server does: comments go, comments that a server executes are read as code, and quotes are
 * undone. Follows {@code DELIMITER} and the SQL mode that the script sets. Any input gives some pieces.
 */
final class MysqlTokens {

    private static final String USUAL_DELIMITER = ";";
    private static final String DELIMITER_COMMAND = "DELIMITER";
    private static final int MOST_VERSION_DIGITS = 6;

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+([eE][0-9]+)?|0[xX][0-9a-fA-F]+|0[bB][01]+");

    /** What recent dumps of MariaDB begin with, for their own client. */
    private static final String SANDBOX = "999999\\- enable the sandbox mode";

    private final String script;
    private final int firstLine;
    private final List<MysqlToken> tokens = new ArrayList<>();
    private final MysqlModes modes;
    private MysqlReading reading;
    private String delimiter = USUAL_DELIMITER;
    private int position;
    private int countedTo;
    private int line;
    private int conditionals;
    private int statementStart;
    private boolean conditionalsDiffer;
    private boolean unfinished;

    private MysqlTokens(String script, int firstLine, MysqlReading reading, MysqlModes modes) {
        this.script = script;
        this.firstLine = firstLine;
        this.line = firstLine;
        this.reading = reading;
        this.modes = modes;
    }

    /**
     * What a script was taken for.
     *
     * @param conditionalsDiffer it depends on the server where a comment ends
     * @param unfinished         it ends within a text
     */
    record Taken(List<MysqlToken> tokens, boolean conditionalsDiffer, boolean unfinished) {}

    /** Take a script, or a statement that begins on some line of one. */
    static Taken take(String script, int firstLine, MysqlReading reading, MysqlModes modes) {
        MysqlTokens reader = new MysqlTokens(script, firstLine, modes.apply(reading), modes);
        reader.read();
        return new Taken(reader.tokens, reader.conditionalsDiffer, reader.unfinished);
    }

    private void read() {
        while (position < script.length()) {
            char c = script.charAt(position);
            if (tokens.size() == statementStart && isDelimiterCommand()) {
                readDelimiterCommand();
            } else if (script.startsWith(delimiter, position)) {
                end();
                position += delimiter.length();
            } else if (c == ';') {
                end();
                position++;
            } else if (c == '\'' || c == '"' || c == '`') {
                readQuoted(c);
            } else if (c == '#' || isDashComment()) {
                skipTo(script.indexOf('\n', position));
            } else if (script.startsWith("/*", position)) {
                readComment();
            } else if (conditionals > 0 && script.startsWith("*/", position)) {
                conditionals--;
                position += 2;
            } else if (c == '@') {
                readVariable();
            } else if (isWordPart(c)) {
                readWord();
            } else if (c <= ' ') {
                position++;
            } else {
                int length = script.startsWith(":=", position) || script.startsWith("||", position) ? 2 : 1;
                add(Kind.SYMBOL, script.substring(position, position + length), position);
                position += length;
            }
        }
        end();
    }

    private void end() {
        if (tokens.size() > statementStart) {
            reading = modes.follow(tokens.subList(statementStart, tokens.size()), reading);
            add(Kind.END, "", position);
        }
        statementStart = tokens.size();
    }

    private void add(Kind kind, String text, int at) {
        tokens.add(new MysqlToken(kind, text, lineOf(at)));
    }

    private int lineOf(int at) {
        if (at < countedTo) {
            countedTo = 0;
            line = firstLine;
        }
        for (; countedTo < at && countedTo < script.length(); countedTo++) {
            if (script.charAt(countedTo) == '\n') {
                line++;
            }
        }
        return line;
    }

    private void skipTo(int end) {
        position = end < 0 ? script.length() : end;
    }

    // --- comments ---

    private boolean isDashComment() {
        return script.startsWith("--", position)
                && (position + 2 == script.length() || script.charAt(position + 2) <= ' ');
    }

    private void readComment() {
        int inner = script.startsWith("!", position + 2) ? 3 : script.startsWith("M!", position + 2) ? 4 : 0;
        int plainEnd = endOfComment(position + 2);
        if (inner == 0 || script.startsWith(SANDBOX, position + inner)) {
            position = plainEnd;
            return;
        }
        int start = position + inner;
        int code = start;
        while (code < script.length() && code < start + MOST_VERSION_DIGITS && Character.isDigit(script.charAt(code))) {
            code++;
        }
        boolean always = inner == 3 && code == start;
        if (!always && endOfCode(code) != plainEnd) {
            conditionalsDiffer = true;
        }
        if (!always && reading.skipsConditionals()) {
            position = plainEnd;
        } else {
            conditionals++;
            position = code;
        }
    }

    /** After the end of a comment in which other comments may lie. */
    private int endOfComment(int from) {
        int end = script.indexOf("*/", from);
        return end < 0 ? script.length() : end + 2;
    }

    /** After the end of a comment whose inside is code. */
    private int endOfCode(int from) {
        int at = from;
        while (at < script.length()) {
            char c = script.charAt(at);
            if (c == '\'' || c == '"' || c == '`') {
                at = endOfQuoted(at);
            } else if (script.startsWith("*/", at)) {
                return at + 2;
            } else {
                at++;
            }
        }
        return at;
    }

    // --- quotes ---

    private int endOfQuoted(int from) {
        char quote = script.charAt(from);
        int at = from + 1;
        while (at < script.length()) {
            char c = script.charAt(at);
            if (c == '\\' && reading.quotes().hasEscapes(quote)) {
                at += 2;
            } else if (c == quote && at + 1 < script.length() && script.charAt(at + 1) == quote) {
                at += 2;
            } else if (c == quote) {
                return at + 1;
            } else {
                at++;
            }
        }
        return script.length() + 1;
    }

    private void readQuoted(char quote) {
        int start = position;
        String text = quotedText();
        add(quote == '\'' ? Kind.TEXT : quote == '`' ? Kind.NAME : Kind.EITHER, text, start);
    }

    /** Read what stands in quotes here, and undo them. */
    private String quotedText() {
        char quote = script.charAt(position);
        int end = endOfQuoted(position);
        if (end > script.length()) {
            unfinished = true;
        }
        int stop = Math.max(position + 1, Math.min(end - 1, script.length()));
        StringBuilder text = new StringBuilder();
        for (int at = position + 1; at < stop; at++) {
            char c = script.charAt(at);
            if (c == '\\' && reading.quotes().hasEscapes(quote) && at + 1 < stop) {
                at++;
                text.append(unescaped(script.charAt(at)));
            } else {
                if (c == quote) {
                    at++;
                }
                text.append(c);
            }
        }
        position = Math.min(end, script.length());
        return text.toString();
    }

    private static char unescaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case '0' -> '\0';
            case 'Z' -> '\u001a';
            default -> c;
        };
    }

    // --- words ---

    private static boolean isWordPart(char c) {
        return c == '_'
                || c == '$'
                || c > 127
                || (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z');
    }

    private int endOfWord(int from) {
        int end = from;
        while (end < script.length() && isWordPart(script.charAt(end))) {
            if (end > from && !delimiter.equals(USUAL_DELIMITER) && script.startsWith(delimiter, end)) {
                break;
            }
            end++;
        }
        return end;
    }

    private void readWord() {
        int start = position;
        int end = endOfWord(position);
        String word = script.substring(start, end);
        boolean member = !tokens.isEmpty() && tokens.get(tokens.size() - 1).isSymbol(".");
        if (!member && Character.isDigit(word.charAt(0)) && NUMBER.matcher(word).matches()) {
            boolean fraction = DIGITS.matcher(word).matches()
                    && script.startsWith(".", end)
                    && end + 1 < script.length()
                    && Character.isDigit(script.charAt(end + 1));
            position = fraction ? endOfWord(end + 1) : end;
            add(Kind.NUMBER, script.substring(start, position), start);
            return;
        }
        position = end;
        if (end < script.length() && script.charAt(end) == '\'') {
            switch (word.toLowerCase(Locale.ROOT)) {
                case "n" -> {
                    add(Kind.TEXT, quotedText(), start);
                    return;
                }
                case "x" -> {
                    add(Kind.TEXT, hex(quotedText()), start);
                    return;
                }
                default -> {}
            }
        }
        add(Kind.WORD, word, start);
    }

    /** What hexadecimal digits stand for; themselves if they stand for nothing. */
    static String hex(String digits) {
        try {
            String even = digits.length() % 2 == 0 ? digits : "0" + digits;
            return new String(HexFormat.of().parseHex(even), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException none) {
            return digits;
        }
    }

    private void readVariable() {
        int start = position;
        boolean system = script.startsWith("@@", position);
        position += system ? 2 : 1;
        Kind kind = system ? Kind.SYSTEM_VARIABLE : Kind.VARIABLE;
        if (position < script.length() && "'\"`".indexOf(script.charAt(position)) >= 0) {
            add(kind, quotedText(), start);
            return;
        }
        int end = endOfWord(position);
        while (!system && end < script.length() && script.charAt(end) == '.') {
            end = endOfWord(end + 1);
        }
        add(kind, script.substring(position, end), start);
        position = end;
    }

    // --- DELIMITER ---

    private boolean isDelimiterCommand() {
        int end = position + DELIMITER_COMMAND.length();
        return script.regionMatches(true, position, DELIMITER_COMMAND, 0, DELIMITER_COMMAND.length())
                && end < script.length()
                && (script.charAt(end) == ' ' || script.charAt(end) == '\t');
    }

    private void readDelimiterCommand() {
        int lineEnd = script.indexOf('\n', position);
        int end = lineEnd < 0 ? script.length() : lineEnd;
        String rest =
                script.substring(position + DELIMITER_COMMAND.length(), end).strip();
        if (!rest.isEmpty()) {
            delimiter = rest.split("[\\x00-\\x20]", 2)[0];
        }
        position = end;
    }
}
