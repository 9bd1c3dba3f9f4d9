package dev.gnomon.dialect.mysql;

import java.util.Locale;
import java.util.Set;

/**
 * Follows the transactions that a script makes, from statement to statement. What a stored procedure does
 * cannot be seen from here.
 */
final class MysqlTransactions {

    /** First words of statements that begin or end no transaction, and are part of one where there is one. */
    private static final Set<String> ROWS = Set.of(
            "SELECT", "INSERT", "UPDATE", "DELETE", "REPLACE", "WITH", "CALL", "LOAD", "DO", "VALUES", "TABLE",
            "HANDLER");

    /** First words that change nothing about transactions. */
    private static final Set<String> NEUTRAL = Set.of(
            "SHOW", "USE", "DESCRIBE", "DESC", "EXPLAIN", "PREPARE", "DEALLOCATE", "SAVEPOINT", "RELEASE", "SIGNAL");

    private boolean open;
    private boolean autocommit = true;

    /** Whether a transaction is open. */
    boolean isOpen() {
        return open;
    }

    /** Take note of a statement that ran. */
    void ran(String sql) {
        String[] words = words(sql);
        String first = words[0];
        switch (first) {
            case "START", "XA" -> open = words[1].equals("TRANSACTION") || words[1].equals("START");
            case "BEGIN" -> open = true;
            case "COMMIT", "ROLLBACK" -> {
                if (!words[1].equals("TO") && !words[2].equals("TO")) {
                    open = words[1].equals("AND") && words[2].equals("CHAIN");
                }
            }
            case "SET" -> set(sql);
            case "CREATE", "DROP" -> open = open && words[1].equals("TEMPORARY");
            default -> {
                if (ROWS.contains(first)) {
                    open |= !autocommit;
                } else if (!NEUTRAL.contains(first) && !first.isEmpty()) {
                    // Everything that is not about rows ends a transaction by itself.
                    open = false;
                }
            }
        }
    }

    private void set(String sql) {
        String text = sql.toUpperCase(Locale.ROOT).replaceAll("[\\s@`]", "");
        if (text.contains("GLOBAL") || !text.contains("AUTOCOMMIT")) {
            return;
        }
        autocommit = !(text.contains("AUTOCOMMIT=0")
                || text.contains("AUTOCOMMIT=OFF")
                || text.contains("AUTOCOMMIT=FALSE")
                || text.contains("AUTOCOMMIT:=0"));
        open &= !autocommit;
    }

    /** The first three words without comments, in capitals; empty ones where there are fewer. */
    private static String[] words(String sql) {
        String[] words = {"", "", ""};
        int at = 0;
        for (int found = 0; found < words.length && at < sql.length(); ) {
            if (sql.startsWith("/*", at)) {
                int end = sql.indexOf("*/", at + 2);
                boolean executable = sql.startsWith("!", at + 2);
                at = executable ? skipVersion(sql, at + 3) : end < 0 ? sql.length() : end + 2;
            } else if (sql.charAt(at) == '#' || sql.startsWith("--", at)) {
                int end = sql.indexOf('\n', at);
                at = end < 0 ? sql.length() : end + 1;
            } else if (Character.isLetter(sql.charAt(at))) {
                int end = at;
                while (end < sql.length() && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '_')) {
                    end++;
                }
                words[found++] = sql.substring(at, end).toUpperCase(Locale.ROOT);
                at = end;
            } else if (Character.isWhitespace(sql.charAt(at)) || sql.charAt(at) == '(') {
                at++;
            } else {
                break;
            }
        }
        return words;
    }

    private static int skipVersion(String sql, int from) {
        int at = from;
        while (at < sql.length() && Character.isDigit(sql.charAt(at))) {
            at++;
        }
        return at;
    }
}
