package dev.gnomon.engine.core.event;

import dev.gnomon.engine.dialect.StatementWord;
import dev.gnomon.engine.event.StatementKind;
import dev.gnomon.engine.model.ObjectName;
import java.util.List;
import java.util.Optional;

/**
 * What a statement of any database says that it does to which table.
 *
 * @param table   empty where the statement does not say which
 * @param newName what the table is called afterwards, where it is renamed
 * @param certain for a table that is created: there was none of that name before, or the statement fails
 */
record StatementSubject(StatementKind kind, Optional<ObjectName> table, Optional<String> newName, boolean certain) {

    static StatementSubject of(StatementKind kind, ObjectName table) {
        return new StatementSubject(kind, Optional.of(table), Optional.empty(), false);
    }

    /** Something happens to tables that the statement does not name. */
    static StatementSubject ofSome(StatementKind kind) {
        return new StatementSubject(kind, Optional.empty(), Optional.empty(), false);
    }

    static StatementSubject created(ObjectName table, boolean certain) {
        return new StatementSubject(StatementKind.CREATE_TABLE, Optional.of(table), Optional.empty(), certain);
    }

    static StatementSubject renamed(ObjectName table, String newName) {
        return new StatementSubject(StatementKind.RENAME_TABLE, Optional.of(table), Optional.of(newName), false);
    }

    /** Read a statement; empty if it is about no table. */
    static List<StatementSubject> of(List<StatementWord> words) {
        return StatementReader.read(words);
    }
}
