package dev.gnomon.dialect.mysql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    /** So many words tell what a statement does to a transaction: {@code ROLLBACK WORK TO SAVEPOINT name}. */
    private static final int WORDS = 5;

    private boolean open;
    private boolean prepared;
    private boolean autocommit = true;
    private int count;
    private int kept;
    private int since;
    private final List<Savepoint> savepoints = new ArrayList<>();
    private final List<Integer> takenBack = new ArrayList<>();

    /** A place to go back to. */
    private record Savepoint(String name, int index) {}

    /** Whether a transaction waits on the server for somebody to commit it or to take it back. */
    boolean isPrepared() {
        return prepared;
    }

    /** How many statements from the beginning stay. */
    int kept() {
        return kept;
    }

    /** The statements that the script itself took back, from 0. */
    List<Integer> takenBack() {
        return takenBack.stream().sorted().distinct().toList();
    }

    /** Whether a transaction is open. */
    boolean isOpen() {
        return open;
    }

    /** Take note of a statement that ran. */
    void ran(String sql) {
        String[] words = words(sql);
        takeBack(words);
        follow(sql, words);
        count++;
        boolean ends = (words[0].equals("COMMIT") || words[0].equals("ROLLBACK"))
                && !List.of(words).contains("TO");
        if (!open || ends) {
            // The end of a transaction is one, even if the next begins with it.
            kept = count;
            since = count;
            savepoints.clear();
        }
    }

    /** Take note of what a statement takes back that comes to its end. */
    private void takeBack(String[] words) {
        List<String> list = List.of(words);
        if (words[0].equals("SAVEPOINT")) {
            savepoints.add(new Savepoint(words[1], count));
        } else if (words[0].equals("ROLLBACK") && list.contains("TO")) {
            String name = list.stream()
                    .filter(word -> !word.isEmpty())
                    .reduce((one, other) -> other)
                    .orElse("");
            savepoints.stream()
                    .filter(savepoint -> savepoint.name().equals(name))
                    .reduce((one, other) -> other)
                    .ifPresent(savepoint -> takeBack(savepoint.index() + 1));
        } else if (open && (words[0].equals("ROLLBACK") || (words[0].equals("XA") && words[1].equals("ROLLBACK")))) {
            takeBack(since);
        }
    }

    private void takeBack(int from) {
        for (int index = from; index < count; index++) {
            takenBack.add(index);
        }
    }

    private void follow(String sql, String[] words) {
        String first = words[0];
        switch (first) {
            case "START" -> open = words[1].equals("TRANSACTION") || open;
            case "XA" -> {
                prepared = words[1].equals("PREPARE");
                switch (words[1]) {
                    case "START", "BEGIN" -> open = true;
                    case "COMMIT", "ROLLBACK" -> open = false;
                    default -> {
                        // It waits for its end.
                    }
                }
            }
            case "BEGIN" -> open |= !words[1].equals("NOT");
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

    /** Whether a statement runs others that may end transactions. */
    static boolean isProcedure(String sql) {
        String[] words = words(sql);
        return words[0].equals("CALL") || (words[0].equals("BEGIN") && words[1].equals("NOT"));
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

    /** The first words without comments, in capitals; empty ones where there are fewer. */
    private static String[] words(String sql) {
        String[] words = new String[WORDS];
        Arrays.fill(words, "");
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
