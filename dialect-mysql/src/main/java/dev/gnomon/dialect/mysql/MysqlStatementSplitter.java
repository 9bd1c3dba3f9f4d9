package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.ScriptStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits a script as the {@code mysql} client does, the bodies of stored programs included.
 *
 * <p>Knows quotes, comments, {@code DELIMITER} and the blocks of procedures, functions, triggers and
 * events, so that a trigger needs no delimiter of its own. Goes over the text once.
 */
final class MysqlStatementSplitter {

    private static final String USUAL_DELIMITER = ";";
    private static final String DELIMITER_COMMAND = "DELIMITER";

    private final String script;
    private final List<ScriptStatement> statements = new ArrayList<>();

    private String delimiter = USUAL_DELIMITER;
    private int position;
    private int line = 1;

    /** Where the statement being read starts, comments before it included. */
    private int start;

    /** The line of its first word; 0 while there was none. */
    private int firstLine;

    private MysqlProgramBlocks blocks = new MysqlProgramBlocks();

    private MysqlStatementSplitter(String script) {
        this.script = script;
    }

    static List<ScriptStatement> split(String script) {
        MysqlStatementSplitter splitter = new MysqlStatementSplitter(script);
        splitter.read();
        return splitter.statements;
    }

    private void read() {
        while (position < script.length()) {
            char c = script.charAt(position);
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
        finish();
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

    /** Doubled quotes close and open again, which comes to the same; only backticks know no backslash. */
    private void skipQuoted(char quote) {
        int at = position + 1;
        while (at < script.length() && script.charAt(at) != quote) {
            at += quote != '`' && script.charAt(at) == '\\' ? 2 : 1;
        }
        advance(Math.min(at + 1, script.length()) - position);
    }

    private boolean isDashComment() {
        return script.startsWith("--", position)
                && (position + 2 == script.length() || script.charAt(position + 2) <= ' ');
    }

    private boolean isExecutableComment() {
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
