package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.dialect.ScriptStatement;
import dev.gnomon.engine.support.ClientCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Splits a script into batches at lines with {@code GO}, as the server's own tools do, and a batch into
 * statements at semicolons outside of blocks. Goes over the text once.
 */
final class SqlserverScriptSplitter {

    /** What takes the rest of its batch for its body. */
    private static final Set<String> WHOLE_BATCH = Set.of("PROCEDURE", "PROC", "FUNCTION", "TRIGGER", "VIEW");

    /** Words after BEGIN that make it no block. */
    private static final Set<String> TRANSACTIONS = Set.of("TRAN", "TRANSACTION", "DISTRIBUTED");

    private static final int LONGEST_COUNT = 6;

    private final String script;
    private final List<Batch> batches = new ArrayList<>();
    private final List<ScriptStatement> statements = new ArrayList<>();
    private final List<ClientCommand> commands = new ArrayList<>();

    private int position;
    private int line = 1;

    private int batchStart;
    private int batchLine;
    private int statementStart;
    private int statementLine;

    private int depth;
    private boolean wholeBatch;
    private int words;
    private String firstWord = "";
    private String previousWord = "";

    private SqlserverScriptSplitter(String script) {
        this.script = script;
    }

    /**
     * What goes to the server at once.
     *
     * @param times how often it goes there, as {@code GO} says
     */
    record Batch(ScriptStatement text, int times) {}

    static List<Batch> batches(String script) {
        return read(script).batches;
    }

    static List<ScriptStatement> statements(String script) {
        return read(script).statements;
    }

    /** The lines of a script that are for {@code sqlcmd}. */
    static List<ClientCommand> commands(String script) {
        return read(script).commands;
    }

    private static SqlserverScriptSplitter read(String script) {
        SqlserverScriptSplitter splitter = new SqlserverScriptSplitter(script);
        splitter.read();
        return splitter;
    }

    private void read() {
        boolean lineStart = true;
        while (position < script.length()) {
            char c = script.charAt(position);
            if (lineStart) {
                Optional<Integer> end = endOfSeparatorLine();
                if (end.isPresent()) {
                    finishBatch(repetitions(script.substring(position, end.get())));
                    advance(end.get() - position);
                    batchStart = position;
                    statementStart = position;
                    continue;
                }
                noteCommand();
            }
            lineStart = c == '\n';
            if (c == '\'' || c == '"' || c == '[') {
                begin();
                skipQuoted(c == '[' ? ']' : c);
                endOfTransactionBegin("");
            } else if (script.startsWith("--", position)) {
                int end = script.indexOf('\n', position);
                advance((end < 0 ? script.length() : end) - position);
            } else if (script.startsWith("/*", position)) {
                skipComment();
            } else if (isWordPart(c)) {
                begin();
                readWord();
            } else if (c == ';' && depth == 0 && !wholeBatch) {
                finishStatement(position);
                advance(1);
                statementStart = position;
            } else {
                if (!Character.isWhitespace(c)) {
                    begin();
                    endOfTransactionBegin("");
                }
                advance(1);
            }
        }
        finishBatch(1);
    }

    private void begin() {
        if (batchLine == 0) {
            batchLine = line;
        }
        if (statementLine == 0) {
            statementLine = line;
        }
    }

    private void finishStatement(int end) {
        if (statementLine > 0) {
            statements.add(ScriptStatement.of(script.substring(statementStart, end), statementLine));
        }
        statementLine = 0;
        depth = 0;
        wholeBatch = false;
        words = 0;
        previousWord = "";
    }

    private void finishBatch(int times) {
        finishStatement(position);
        if (batchLine > 0) {
            batches.add(new Batch(new ScriptStatement(script.substring(batchStart, position), batchLine), times));
        }
        batchLine = 0;
    }

    /** Where a line that holds nothing but {@code GO} ends, with a count and a comment or without; empty for others. */
    private Optional<Integer> endOfSeparatorLine() {
        int end = script.indexOf('\n', position);
        int lineEnd = end < 0 ? script.length() : end + 1;
        return repetitions(script.substring(position, lineEnd)) > 0 ? Optional.of(lineEnd) : Optional.empty();
    }

    /** A line that starts with a colon, but for the two of a static method, or with two exclamation marks. */
    private void noteCommand() {
        int end = script.indexOf('\n', position);
        String text =
                script.substring(position, end < 0 ? script.length() : end).strip();
        if (text.startsWith("!!") || (text.startsWith(":") && !text.startsWith("::"))) {
            commands.add(new ClientCommand(text, line));
        }
    }

    /** How often the batch before a line runs; 0 if the line separates nothing. */
    static int repetitions(String line) {
        String text = line.strip();
        if (!text.regionMatches(true, 0, "GO", 0, 2)) {
            return 0;
        }
        int comment = text.indexOf("--");
        String rest = (comment < 0 ? text : text.substring(0, comment)).substring(2);
        if (!rest.isEmpty() && !Character.isWhitespace(rest.charAt(0)) && rest.charAt(0) != ';') {
            return 0;
        }
        String count = rest.replaceFirst(";\\s*$", "").strip();
        if (count.isEmpty()) {
            return 1;
        }
        boolean number = count.length() <= LONGEST_COUNT && count.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Math.max(1, Integer.parseInt(count)) : 0;
    }

    private void advance(int characters) {
        int end = Math.min(position + characters, script.length());
        for (; position < end; position++) {
            if (script.charAt(position) == '\n') {
                line++;
            }
        }
    }

    /** Doubled ends close and open again, which comes to the same. */
    private void skipQuoted(char close) {
        int end = script.indexOf(close, position + 1);
        if (close == ']') {
            while (end >= 0 && script.startsWith("]]", end)) {
                end = script.indexOf(close, end + 2);
            }
        }
        advance((end < 0 ? script.length() : end + 1) - position);
    }

    /** Comments nest. */
    private void skipComment() {
        int open = 0;
        do {
            if (script.startsWith("/*", position)) {
                open++;
                advance(2);
            } else if (script.startsWith("*/", position)) {
                open--;
                advance(2);
            } else {
                advance(1);
            }
        } while (open > 0 && position < script.length());
    }

    private void readWord() {
        int end = position;
        while (end < script.length() && isWordPart(script.charAt(end))) {
            end++;
        }
        follow(script.substring(position, end).toUpperCase(Locale.ROOT));
        advance(end - position);
    }

    private void follow(String word) {
        words++;
        endOfTransactionBegin(word);
        boolean definition = words <= 4 && WHOLE_BATCH.contains(word);
        if (definition && startsDefinition()) {
            wholeBatch = true;
        }
        if (word.equals("CASE")) {
            depth++;
        } else if (word.equals("END")) {
            depth = Math.max(0, depth - 1);
        }
        if (words == 1) {
            firstWord = word;
        }
        previousWord = word;
    }

    private boolean startsDefinition() {
        return firstWord.equals("CREATE") || firstWord.equals("ALTER");
    }

    /** BEGIN opens a block, unless the next word says that it begins a transaction. */
    private void endOfTransactionBegin(String next) {
        if (previousWord.equals("BEGIN") && !TRANSACTIONS.contains(next)) {
            depth++;
        }
        if (previousWord.equals("BEGIN")) {
            previousWord = "";
        }
    }

    private static boolean isWordPart(char c) {
        return c == '_' || c == '@' || c == '#' || c == '$' || Character.isLetterOrDigit(c);
    }
}
