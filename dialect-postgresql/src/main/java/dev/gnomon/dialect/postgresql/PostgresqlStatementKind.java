package dev.gnomon.dialect.postgresql;

import java.util.List;

/** What a statement means for the transaction that it runs in. */
enum PostgresqlStatementKind {
    /** Runs inside a transaction. */
    TRANSACTIONAL,
    /** Starts a transaction. */
    BEGIN,
    /** Marks a place in a transaction, or goes back to one. */
    SAVEPOINT,
    /** Ends a transaction, so that what came before stays. */
    COMMIT,
    /** Ends a transaction and takes back what came before. */
    ROLLBACK,
    /** Ends a transaction that waits on the server for somebody to commit it or to take it back. */
    PREPARE,
    /** The server refuses it inside a transaction. */
    ALONE,
    /** Adds a value to an enum, which nothing may use before the transaction ends. */
    ENUM_VALUE,
    /** Wants data from the client after the statement. */
    COPY_FROM_CLIENT;

    /** Whether the statement begins, marks or ends a transaction. */
    boolean controlsTransactions() {
        return this == BEGIN || this == SAVEPOINT || this == COMMIT || this == ROLLBACK || this == PREPARE;
    }

    static PostgresqlStatementKind of(PostgresqlScriptSplitter.Piece piece) {
        List<String> words = piece.words();
        if (words.isEmpty()) {
            return TRANSACTIONAL;
        }
        String second = words.size() > 1 ? words.get(1) : "";
        return switch (words.get(0)) {
            case "BEGIN", "START" -> BEGIN;
            case "SAVEPOINT", "RELEASE" -> SAVEPOINT;
            case "COMMIT", "END" -> second.equals("PREPARED") ? ALONE : COMMIT;
            case "ABORT" -> ROLLBACK;
            case "ROLLBACK" -> second.equals("PREPARED") ? ALONE : words.contains("TO") ? SAVEPOINT : ROLLBACK;
            case "PREPARE" -> second.equals("TRANSACTION") ? PREPARE : TRANSACTIONAL;
            case "VACUUM" -> ALONE;
            case "CLUSTER" -> words.size() == 1 ? ALONE : TRANSACTIONAL;
            case "COPY" -> follows(words, "FROM", "STDIN") ? COPY_FROM_CLIENT : TRANSACTIONAL;
            case "CREATE" ->
                isOneOf(second, "DATABASE", "TABLESPACE", "SUBSCRIPTION") || isConcurrentIndex(words)
                        ? ALONE
                        : TRANSACTIONAL;
            case "DROP" ->
                isOneOf(second, "DATABASE", "TABLESPACE", "SUBSCRIPTION") || isConcurrentIndex(words)
                        ? ALONE
                        : TRANSACTIONAL;
            case "REINDEX" ->
                isOneOf(second, "DATABASE", "SYSTEM", "SCHEMA") || words.contains("CONCURRENTLY")
                        ? ALONE
                        : TRANSACTIONAL;
            case "ALTER" -> ofAlter(words, second);
            default -> TRANSACTIONAL;
        };
    }

    private static PostgresqlStatementKind ofAlter(List<String> words, String second) {
        if (second.equals("SYSTEM")
                || (second.equals("TABLE") && words.contains("DETACH") && words.contains("CONCURRENTLY"))) {
            return ALONE;
        }
        return second.equals("TYPE") && follows(words, "ADD", "VALUE") ? ENUM_VALUE : TRANSACTIONAL;
    }

    private static boolean isOneOf(String word, String... others) {
        return List.of(others).contains(word);
    }

    private static boolean isConcurrentIndex(List<String> words) {
        return follows(words, "INDEX", "CONCURRENTLY");
    }

    private static boolean follows(List<String> words, String first, String second) {
        for (int index = 0; index + 1 < words.size(); index++) {
            if (words.get(index).equals(first) && words.get(index + 1).equals(second)) {
                return true;
            }
        }
        return false;
    }
}
