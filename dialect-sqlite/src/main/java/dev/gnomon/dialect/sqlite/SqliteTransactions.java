package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.ScriptStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Follows what the statements of a script take back themselves. */
final class SqliteTransactions {

    /** A place to go back to. */
    private record Savepoint(String name, int index) {}

    private final List<Savepoint> savepoints = new ArrayList<>();
    private final List<Integer> takenBack = new ArrayList<>();
    private int since;

    /**
     * Take note of a statement that ran to its end.
     *
     * @param open whether a transaction is open after it
     */
    void ran(int index, ScriptStatement statement, boolean open) {
        List<SqliteToken> tokens = SqliteTokens.significant(statement.sql());
        String name = tokens.get(tokens.size() - 1).value().toUpperCase(Locale.ROOT);
        if (tokens.get(0).isWord("SAVEPOINT")) {
            savepoints.add(new Savepoint(name, index));
        } else if (tokens.get(0).isWord("ROLLBACK")) {
            if (tokens.stream().anyMatch(token -> token.isWord("TO"))) {
                savepoints.stream()
                        .filter(savepoint -> savepoint.name().equals(name))
                        .reduce((one, other) -> other)
                        .ifPresent(savepoint -> takeBack(savepoint.index() + 1, index));
            } else {
                takeBack(since, index);
            }
        }
        if (!open) {
            since = index + 1;
            savepoints.clear();
        }
    }

    private void takeBack(int from, int to) {
        for (int index = from; index < to; index++) {
            takenBack.add(index);
        }
    }

    /** Those among the first statements. */
    List<Integer> among(int statements) {
        return takenBack.stream()
                .filter(index -> index < statements)
                .sorted()
                .distinct()
                .toList();
    }
}
