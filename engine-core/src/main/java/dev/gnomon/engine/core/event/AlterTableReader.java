package dev.gnomon.engine.core.event;

import dev.gnomon.engine.event.StatementKind;
import dev.gnomon.engine.model.ObjectName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what an {@code ALTER TABLE} does, action by action. */
final class AlterTableReader {

    /** What is dropped or added that is no column, if its name follows. */
    private static final Set<String> NO_COLUMNS = Set.of(
            "CONSTRAINT",
            "INDEX",
            "KEY",
            "PRIMARY",
            "FOREIGN",
            "CHECK",
            "UNIQUE",
            "FULLTEXT",
            "SPATIAL",
            "PERIOD",
            "DEFAULT",
            "EXCLUDE",
            "PARTITION",
            "SYSTEM");

    private static final Set<String> ACTIONS = Set.of(
            "DROP", "ADD", "ALTER", "MODIFY", "CHANGE", "RENAME", "TRUNCATE", "DISCARD", "ENGINE", "SET", "OWNER");

    private final StatementWords words;
    private final ObjectName table;
    private final Set<StatementKind> kinds = new LinkedHashSet<>();
    private Optional<String> newName = Optional.empty();
    private String verb = "";
    private StatementKind previous = StatementKind.ALTER_TABLE;

    private AlterTableReader(StatementWords words, ObjectName table) {
        this.words = words;
        this.table = table;
    }

    /** Read from the name of the table on; nothing if there is none. */
    static List<StatementSubject> read(StatementWords words) {
        return words.name(words.skip(0, "IF", "EXISTS", "ONLY"))
                .map(name -> new AlterTableReader(words.from(behindName(words, name.next())), name.name()).all())
                .orElse(List.of());
    }

    private static int behindName(StatementWords words, int name) {
        int index = words.isSign(name, '*') ? name + 1 : name;
        if (words.at(index).equals("WAIT")) {
            index += 2;
        }
        index = words.skip(index, "NOWAIT");
        return words.at(index).equals("WITH") ? words.skip(index + 1, "CHECK", "NOCHECK") : index;
    }

    private List<StatementSubject> all() {
        for (StatementWords action : words.cutAt(',')) {
            previous = kind(action);
            kinds.add(previous);
        }
        List<StatementSubject> subjects = new ArrayList<>();
        for (StatementKind kind : kinds.isEmpty() ? Set.of(StatementKind.ALTER_TABLE) : kinds) {
            subjects.add(
                    kind == StatementKind.RENAME_TABLE
                            ? StatementSubject.renamed(table, newName.orElse(""))
                            : StatementSubject.of(kind, table));
        }
        return subjects;
    }

    private StatementKind kind(StatementWords action) {
        String first = action.at(0);
        if (!ACTIONS.contains(first)) {
            // One of several that share the verb in front.
            return verb.equals("DROP") && first.equals("COLUMN") ? StatementKind.DROP_COLUMN : previous;
        }
        verb = first;
        return switch (first) {
            case "DROP" -> dropped(action);
            case "ADD" -> isNoColumn(action, 1) ? StatementKind.ALTER_TABLE : StatementKind.ADD_COLUMN;
            case "ALTER" -> isNoColumn(action, 1) ? StatementKind.ALTER_TABLE : StatementKind.ALTER_COLUMN;
            case "MODIFY", "CHANGE" -> StatementKind.ALTER_COLUMN;
            case "TRUNCATE", "DISCARD" -> StatementKind.TRUNCATE;
            case "ENGINE" -> action.has(1, "BLACKHOLE") ? StatementKind.TRUNCATE : StatementKind.ALTER_TABLE;
            case "RENAME" -> renamed(action);
            default -> StatementKind.ALTER_TABLE;
        };
    }

    /** Rows go with a partition, and past ones with the versions of a table. */
    private static StatementKind dropped(StatementWords action) {
        if (!isNoColumn(action, 1)) {
            return StatementKind.DROP_COLUMN;
        }
        return Set.of("PARTITION", "SYSTEM").contains(action.at(1))
                ? StatementKind.TRUNCATE
                : StatementKind.ALTER_TABLE;
    }

    /** A word without a name behind it is a name itself. */
    private static boolean isNoColumn(StatementWords action, int at) {
        boolean named = action.size() > at + 1 && !Set.of("CASCADE", "RESTRICT").contains(action.at(at + 1));
        return action.isIn(at, NO_COLUMNS) && named;
    }

    private StatementKind renamed(StatementWords action) {
        int target = action.isSign(1, '=') ? 2 : action.skip(1, "TO", "AS");
        boolean column = target == 1 && action.size() > 2 && !action.isSign(2, '.');
        if (column) {
            return StatementKind.ALTER_TABLE;
        }
        newName = action.name(target).map(name -> name.name().name());
        return newName.isPresent() ? StatementKind.RENAME_TABLE : StatementKind.ALTER_TABLE;
    }
}
