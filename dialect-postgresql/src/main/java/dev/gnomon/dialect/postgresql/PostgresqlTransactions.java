package dev.gnomon.dialect.postgresql;

import java.util.ArrayList;
import java.util.List;

/**
 * Follows which statements of a script stay, by what the server answered to each. A text of several statements is a
 * transaction of its own, which ends with the text, unless statements of the script begin and end others: those take in
 * what the text had before them.
 */
final class PostgresqlTransactions {

    private int kept;
    private boolean somethingStays;
    private boolean pending;
    private int begun;
    private int since;
    private final List<Savepoint> savepoints = new ArrayList<>();
    private final List<Integer> takenBack = new ArrayList<>();

    /** A place to go back to. */
    private record Savepoint(String name, int index) {}

    /** How many statements from the beginning stay. */
    int kept() {
        return kept;
    }

    /** The statements among those that stay which the script itself took back. */
    List<Integer> takenBack() {
        return takenBack.stream()
                .filter(index -> index < kept)
                .sorted()
                .distinct()
                .toList();
    }

    /** Whether statements that stay did anything. */
    boolean somethingStays() {
        return somethingStays;
    }

    /** Whether statements since the last end of a transaction did anything. */
    boolean isPending() {
        return pending;
    }

    /** The statement that began the transaction that is open. */
    int begun() {
        return begun;
    }

    /**
     * Take note of a statement that ran to its end.
     *
     * @param tag what the server answered
     */
    void ran(int index, PostgresqlStatementKind kind, List<String> words, String tag) {
        switch (kind) {
            case BEGIN -> begun = index;
            case SAVEPOINT -> savepoint(index, words);
            case COMMIT -> {
                // The server takes back what it cannot commit, and says so.
                if (tag.equals("COMMIT")) {
                    commit(index + 1);
                }
                end(index, words);
            }
            case ROLLBACK -> {
                takeBack(since, index);
                end(index, words);
            }
            case PREPARE -> end(index, words);
            case ALONE -> {
                pending = true;
                commit(index + 1);
            }
            case TRANSACTIONAL, ENUM_VALUE, COPY_FROM_CLIENT -> pending = true;
        }
    }

    /** Take note of the end of a text outside of a transaction that the script began. */
    void textEnded(int next) {
        commit(next);
    }

    private void commit(int statements) {
        kept = statements;
        somethingStays |= pending;
        pending = false;
        since = statements;
    }

    private void savepoint(int index, List<String> words) {
        String name = words.get(words.size() - 1);
        if (words.get(0).equals("SAVEPOINT")) {
            savepoints.add(new Savepoint(name, index));
        } else if (words.contains("TO")) {
            savepoints.stream()
                    .filter(savepoint -> savepoint.name().equals(name))
                    .reduce((one, other) -> other)
                    .ifPresent(savepoint -> takeBack(savepoint.index() + 1, index));
        }
    }

    private void takeBack(int from, int to) {
        for (int index = from; index < to; index++) {
            takenBack.add(index);
        }
    }

    private void end(int index, List<String> words) {
        pending = false;
        since = index + 1;
        savepoints.clear();
        if (words.contains("CHAIN") && !words.contains("NO")) {
            begun = index;
        }
    }
}
