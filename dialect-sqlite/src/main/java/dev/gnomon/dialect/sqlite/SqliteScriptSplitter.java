package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.ScriptStatement;
import java.util.ArrayList;
import java.util.List;

/** Cuts a script into its statements. */
final class SqliteScriptSplitter {
    private SqliteScriptSplitter() {}

    /** The statements of a script; semicolons inside of triggers do not end them. */
    static List<ScriptStatement> split(String script) {
        List<ScriptStatement> statements = new ArrayList<>();
        List<SqliteToken> current = new ArrayList<>();
        int start = 0;
        int line = 1;
        int counted = 0;
        for (SqliteToken token : SqliteTokens.of(script)) {
            boolean ends = token.isSign(';') && !continuesTrigger(current);
            if (!ends) {
                if (token.isSignificant()) {
                    current.add(token);
                }
                continue;
            }
            if (!current.isEmpty()) {
                line += lineBreaks(script, counted, current.get(0).start());
                counted = current.get(0).start();
                statements.add(new ScriptStatement(strip(script.substring(start, token.start())), line));
            }
            current.clear();
            start = token.end();
        }
        if (!current.isEmpty()) {
            line += lineBreaks(script, counted, current.get(0).start());
            statements.add(new ScriptStatement(strip(script.substring(start)), line));
        }
        return statements;
    }

    /** A trigger ends with the semicolon behind {@code END}, where END stands behind a semicolon itself. */
    private static boolean continuesTrigger(List<SqliteToken> tokens) {
        if (!startsTrigger(tokens)) {
            return false;
        }
        int last = tokens.size() - 1;
        return !(tokens.get(last).isWord("END") && tokens.get(last - 1).isSign(';'));
    }

    private static boolean startsTrigger(List<SqliteToken> tokens) {
        int i = 0;
        if (tokens.size() > i && tokens.get(i).isWord("EXPLAIN")) {
            i++;
            if (tokens.size() > i + 1
                    && tokens.get(i).isWord("QUERY")
                    && tokens.get(i + 1).isWord("PLAN")) {
                i += 2;
            }
        }
        if (tokens.size() <= i || !tokens.get(i).isWord("CREATE")) {
            return false;
        }
        i++;
        if (tokens.size() > i && (tokens.get(i).isWord("TEMP") || tokens.get(i).isWord("TEMPORARY"))) {
            i++;
        }
        return tokens.size() > i && tokens.get(i).isWord("TRIGGER");
    }

    private static int lineBreaks(String text, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '\n') {
                count++;
            }
        }
        return count;
    }

    private static String strip(String sql) {
        int start = 0;
        while (start < sql.length() && SqliteTokens.isSpace(sql.charAt(start))) {
            start++;
        }
        int end = sql.length();
        while (end > start && SqliteTokens.isSpace(sql.charAt(end - 1))) {
            end--;
        }
        return sql.substring(start, end);
    }
}
