package dev.gnomon.engine.core.event;

import dev.gnomon.engine.dialect.StatementWord;
import dev.gnomon.engine.event.StatementKind;
import dev.gnomon.engine.model.ObjectName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The tables that a script builds anew and does not drop: their rows go into another table, which then takes their
 * name.
 */
final class RebuiltTables {

    private final Map<String, String> renamed = new HashMap<>();
    private final Map<String, Set<String>> copied = new HashMap<>();

    /** Take note of what a statement of the script does. */
    void note(StatementSubject subject, Iterable<StatementWord> words) {
        String table = subject.table().map(ObjectName::name).orElse("");
        subject.newName().ifPresent(name -> renamed.put(name, table));
        if (subject.kind() == StatementKind.INSERT) {
            Set<String> named = copied.computeIfAbsent(table, unused -> new HashSet<>());
            words.forEach(word -> named.add(word.text()));
        }
    }

    boolean isRebuilt(ObjectName table) {
        return copied.getOrDefault(renamed.getOrDefault(table.name(), ""), Set.of())
                .contains(table.name());
    }
}
