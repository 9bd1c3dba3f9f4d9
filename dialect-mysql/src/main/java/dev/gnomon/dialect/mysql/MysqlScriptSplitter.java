package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.ScriptStatement;
import dev.gnomon.engine.support.ClientCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Splits a script as the {@code mysql} client does, the bodies of stored programs included.
 *
 * <p>Knows quotes, comments, {@code DELIMITER} and the blocks of procedures, functions, triggers and
 * events, so that a trigger needs no delimiter of its own. Goes over the text once.
 */
final class MysqlScriptSplitter {

    private static final String USUAL_DELIMITER = ";";
    private static final String DELIMITER_COMMAND = "DELIMITER";
    private static final String SANDBOX = "/*M!999999\\-";

    /** Commands of the client that begin with no word of SQL. */
    private static final Set<String> COMMANDS = Set.of(
            "SOURCE",
            "SYSTEM",
            "TEE",
            "NOTEE",
            "PAGER",
            "NOPAGER",
            "WARNINGS",
            "NOWARNING",
            "CONNECT",
            "EGO",
            "PRINT",
            "QUIT",
            "EXIT",
            "STATUS",
            "CLEAR",
            "EDIT",
            "REHASH",
            "PROMPT",
            "CHARSET");

    private final String script;
    private final List<ScriptStatement> statements = new ArrayList<>();
    private final List<ClientCommand> commands = new ArrayList<>();
    private MysqlQuotes quotes;

    private String delimiter = USUAL_DELIMITER;
    private int position;
    private int line = 1;

    /** Where the statement being read starts, comments before it included. */
    private int start;

    /** The line of its first word; 0 while there was none. */
    private int firstLine;

    private MysqlProgramBlocks blocks = new MysqlProgramBlocks();

    /**
     * @param quotes how the session reads quotes when the script begins
     */
    MysqlScriptSplitter(String script, MysqlQuotes quotes) {
        this.script = script;
        this.quotes = quotes;
    }

    /** Split a script as a server reads it that nobody has told otherwise. */
    static List<ScriptStatement> split(String script) {
        return split(script, MysqlQuotes.USUAL);
    }

    /** Split a script, with what it sets itself in mind. */
    static List<ScriptStatement> split(String script, MysqlQuotes quotes) {
        return read(script, quotes).statements;
    }

    /** The lines of a script that are for the {@code mysql} client and cannot be run. */
    static List<ClientCommand> commands(String script, MysqlQuotes quotes) {
        return read(script, quotes).commands;
    }

    private static MysqlScriptSplitter read(String script, MysqlQuotes quotes) {
        MysqlScriptSplitter splitter = new MysqlScriptSplitter(script, quotes);
        for (Optional<ScriptStatement> next = splitter.next(); next.isPresent(); next = splitter.next()) {
            splitter.quotes(splitter.quotes.after(next.get().sql(), quotes));
        }
        return splitter;
    }

    /** Read quotes otherwise from here on, since a statement has changed that. */
    void quotes(MysqlQuotes now) {
        quotes = now;
    }

    /** The next statement; empty at the end of the script. */
    Optional<ScriptStatement> next() {
        int known = statements.size();
        while (position < script.length() && statements.size() == known) {
            step(script.charAt(position));
        }
        if (statements.size() == known) {
            finish();
        }
        return statements.size() > known ? Optional.of(statements.get(known)) : Optional.empty();
    }

    private void step(char c) {
        if (firstLine == 0 && isDelimiterCommand()) {
            readDelimiterCommand();
        } else if (startsDelimiter()) {
            finish();
            position += delimiter.length();
            start = position;
        } else if (c == '\'' || c == '"' || c == '`') {
            begin();
            skipQuoted(c);
            blocks.symbol(c);
        } else if (c == '#' || isDashComment()) {
            skipUntil("\n");
        } else if (script.startsWith("/*", position)) {
            if (isExecutableComment()) {
                begin();
                skipExecutableComment();
            } else {
                skipUntil("*/");
            }
        } else if (isClientCommand(c)) {
            noteCommand();
        } else if (isWordPart(c)) {
            begin();
            readWord();
        } else {
            if (!Character.isWhitespace(c)) {
                begin();
                blocks.symbol(c);
            }
            advance(1);
        }
    }

    private void begin() {
        if (firstLine == 0) {
            firstLine = line;
        }
    }

    private void finish() {
        if (firstLine > 0) {
            statements.add(ScriptStatement.of(script.substring(start, position), firstLine));
        }
        firstLine = 0;
        blocks = new MysqlProgramBlocks();
    }

    private boolean startsDelimiter() {
        if (!script.startsWith(delimiter, position)) {
            return false;
        }
        // Whoever chose a delimiter of their own wants no other to end a statement.
        if (delimiter.equals(USUAL_DELIMITER) && blocks.isOpen()) {
            return false;
        }
        return true;
    }

    private void advance(int characters) {
        int end = Math.min(position + characters, script.length());
        for (; position < end; position++) {
            if (script.charAt(position) == '\n') {
                line++;
            }
        }
    }

    private void skipUntil(String end) {
        int found = script.indexOf(end, position + 1);
        advance((found < 0 ? script.length() : found + end.length()) - position);
    }

    /** Doubled quotes close and open again, which comes to the same. */
    private void skipQuoted(char quote) {
        boolean escapes = quotes.hasEscapes(quote);
        int at = position + 1;
        while (at < script.length() && script.charAt(at) != quote) {
            at += escapes && script.charAt(at) == '\\' ? 2 : 1;
        }
        advance(Math.min(at + 1, script.length()) - position);
    }

    private boolean isDashComment() {
        return script.startsWith("--", position)
                && (position + 2 == script.length() || script.charAt(position + 2) <= ' ');
    }

    /** The comment with which MariaDB's client forbids itself commands is for no server. */
    private boolean isExecutableComment() {
        return !script.startsWith(SANDBOX, position) && isVersioned();
    }

    private boolean isVersioned() {
        return script.startsWith("!", position + 2) || script.startsWith("M!", position + 2);
    }

    /** What such a comment holds is for the server, and may have quotes that hold the comment's end. */
    private void skipExecutableComment() {
        advance(3);
        while (position < script.length() && !script.startsWith("*/", position)) {
            char c = script.charAt(position);
            if (c == '\'' || c == '"' || c == '`') {
                skipQuoted(c);
            } else {
                advance(1);
            }
        }
        advance(2);
    }

    private void readWord() {
        int end = position;
        while (end < script.length() && isWordPart(script.charAt(end))) {
            if (end > position && script.startsWith(delimiter, end) && !delimiter.equals(USUAL_DELIMITER)) {
                break;
            }
            end++;
        }
        blocks.word(script.substring(position, end).toUpperCase(Locale.ROOT));
        advance(end - position);
    }

    private static boolean isWordPart(char c) {
        return c == '_' || c == '$' || c == '@' || c > 127 || Character.isLetterOrDigit(c);
    }

    // --- commands of the client ---

    /** A backslash outside of quotes, but for the old name of NULL, or a word that begins a line and no statement. */
    private boolean isClientCommand(char c) {
        if (c == '\\') {
            boolean isNull = script.startsWith("\\N", position)
                    && (position + 2 >= script.length() || !isWordPart(script.charAt(position + 2)));
            return !isNull;
        }
        if (firstLine > 0 || !Character.isLetter(c)) {
            return false;
        }
        int end = position;
        while (end < script.length() && isWordPart(script.charAt(end))) {
            end++;
        }
        boolean ends =
                end == script.length() || Character.isWhitespace(script.charAt(end)) || script.charAt(end) == ';';
        return ends && COMMANDS.contains(script.substring(position, end).toUpperCase(Locale.ROOT));
    }

    private void noteCommand() {
        int lineEnd = script.indexOf('\n', position);
        int end = lineEnd < 0 ? script.length() : lineEnd;
        commands.add(new ClientCommand(script.substring(position, end), line));
        advance(end - position);
        if (firstLine == 0) {
            start = position;
        }
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
        int blank = 0;
        while (blank < rest.length() && rest.charAt(blank) > ' ') {
            blank++;
        }
        if (blank > 0) {
            delimiter = rest.substring(0, blank);
        }
        advance(end - position);
        start = position;
    }
}
