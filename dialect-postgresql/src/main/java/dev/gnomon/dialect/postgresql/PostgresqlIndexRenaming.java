package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.model.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the renaming of an index.
 *
 * <p>Where indexes take each other's names, one that comes too early gets a name for the time being, and
 * its own as soon as that is free.
 */
final class PostgresqlIndexRenaming {

    private PostgresqlIndexRenaming() {}

    static List<String> statements(SchemaChange.RenameIndex rename, ChangeSet context, PostgresqlNames names) {
        List<SchemaChange.RenameIndex> all = context.changes().stream()
                .filter(SchemaChange.RenameIndex.class::isInstance)
                .map(SchemaChange.RenameIndex.class::cast)
                .toList();
        int place = all.indexOf(rename);
        ObjectName from = before(rename);
        ObjectName to = after(rename);
        List<String> statements = new ArrayList<>();
        boolean taken = all.stream().skip(place + 1L).anyMatch(later -> before(later).equals(to));
        statements.add(statement(from, taken ? temporary(to) : to, names));
        waitingFor(from, all, place).ifPresent(waiting -> statements.add(statement(temporary(waiting), waiting, names)));
        return statements;
    }

    /** The name that is free now, if an earlier renaming could not take it. */
    private static Optional<ObjectName> waitingFor(ObjectName free, List<SchemaChange.RenameIndex> all, int place) {
        return all.stream()
                .limit(Math.max(0, place))
                .map(PostgresqlIndexRenaming::after)
                .filter(free::equals)
                .findFirst();
    }

    private static String statement(ObjectName from, ObjectName to, PostgresqlNames names) {
        return "ALTER INDEX " + names.qualified(from) + " RENAME TO " + PostgresqlNames.quote(to.name());
    }

    private static ObjectName before(SchemaChange.RenameIndex rename) {
        return rename.table().sibling(rename.index().before().name());
    }

    private static ObjectName after(SchemaChange.RenameIndex rename) {
        return rename.table().sibling(rename.index().after().name());
    }

    private static ObjectName temporary(ObjectName name) {
        return name.sibling(name.name() + "_new");
    }
}
