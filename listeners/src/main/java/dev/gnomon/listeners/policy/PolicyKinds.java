package dev.gnomon.listeners.policy;

import dev.gnomon.engine.change.ChangeKind;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.change.TableChangeKind;
import dev.gnomon.engine.event.StatementKind;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What rules can be about. */
final class PolicyKinds {

    /**
     * Kinds of changes in a plan, of statements in a script, and of whole commands. A dialect's own changes have words
     * that nobody else knows.
     */
    static final List<String> ALL = Stream.of(
                    Stream.of(ChangeKind.values())
                            .filter(kind -> kind != ChangeKind.DIALECT_CHANGE)
                            .map(ChangeKind::word),
                    Stream.of(TableChangeKind.values()).map(TableChangeKind::word),
                    Stream.of(StatementKind.values()).map(StatementKind::word),
                    Stream.of(JudgedCommand.values()).map(JudgedCommand::word))
            .flatMap(words -> words)
            .distinct()
            .toList();

    private PolicyKinds() {}

    /** The kinds of a change and of the changes within it: {@code AlterTable}, {@code DropColumn}. */
    static Set<String> of(SchemaChange change) {
        Set<String> kinds = new LinkedHashSet<>();
        kinds.add(change.word());
        change.tableChanges().forEach(within -> kinds.add(within.kind().word()));
        return kinds;
    }
}
