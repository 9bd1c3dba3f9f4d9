package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.dialect.ScriptStatement;
import java.util.List;
import java.util.Locale;

/**
 * What a script says of transactions.
 *
 * @param words the script in upper case, with one blank between words
 */
record SqlserverTransactions(String words) {

    /** Words of statements that begin or end transactions, or that the server refuses inside of one. */
    private static final List<String> OWN_TRANSACTION = List.of(
            "BEGIN TRAN",
            "COMMIT",
            "ROLLBACK",
            "CREATE DATABASE",
            "ALTER DATABASE",
            "DROP DATABASE",
            "FULLTEXT",
            "BACKUP",
            "RESTORE",
            "RECONFIGURE",
            "MEMORY_OPTIMIZED",
            "RESUMABLE",
            "IMPLICIT_TRANSACTIONS");

    static SqlserverTransactions of(String script) {
        return new SqlserverTransactions(words(script));
    }

    /** Whether the script leaves transactions to whoever runs it, so that all of it can be one. */
    boolean areOne() {
        return OWN_TRANSACTION.stream().noneMatch(words::contains);
    }

    /** What a generated script does is one transaction, and its CATCH block takes all of it back. */
    boolean takeThemselvesBack() {
        return isFramed() && words.contains("ROLLBACK TRAN");
    }

    private boolean isFramed() {
        return words.stripLeading().startsWith("BEGIN TRY BEGIN TRAN") || words.contains("*/ BEGIN TRY BEGIN TRAN");
    }

    /** How many statements stay of those that ran: the ones before the outermost transaction that is open. */
    static int kept(List<ScriptStatement> statements, int ran) {
        int kept = 0;
        int depth = 0;
        for (int i = 0; i < ran; i++) {
            String words = words(statements.get(i).sql());
            if (words.contains("BEGIN TRAN")) {
                depth++;
            } else if (words.startsWith("COMMIT")) {
                depth = Math.max(0, depth - 1);
            } else if (words.startsWith("ROLLBACK")) {
                depth = 0;
            }
            if (depth == 0) {
                kept = i + 1;
            }
        }
        return kept;
    }

    private static String words(String script) {
        return script.toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
    }
}
