package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.model.ObjectName;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the renaming of an index.
 *
 * <p>Where indexes take each other's names, one that comes too early gets a name for the time being, and
 * its own as soon as that is free.
 */
final class PostgresqlIndexRenaming {

    private PostgresqlIndexRenaming() {}

    static List<String> statements(SchemaChange.RenameIndex rename, ChangeSet context, PostgresqlNames names) {
        ObjectName from = before(rename);
        ObjectName to = after(rename);
        boolean passed = false;
        boolean targetIsTaken = false;
        boolean anotherWaits = false;
        for (SchemaChange change : context.changes()) {
            if (change instanceof SchemaChange.RenameIndex other) {
                if (before(other).equals(from)) {
                    passed = true;
                } else if (passed) {
                    targetIsTaken |= before(other).equals(to);
                } else {
                    anotherWaits |= after(other).equals(from);
                }
            }
        }
        List<String> statements = new ArrayList<>();
        statements.add(statement(from, targetIsTaken ? temporary(to) : to, names));
        if (anotherWaits) {
            statements.add(statement(temporary(from), from, names));
        }
        return statements;
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
