package dev.gnomon.engine.core;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import java.util.List;

/**
 * A schema that a command leads to and that some database has, not a schema file. What it has in the namespace that its
 * own URL chose is wanted in the one that the command's URL chooses.
 */
final class ReadDesired {

    private ReadDesired() {}

    /** The same pair with the desired schema where the other one is; nothing changes for one that was written. */
    static BeforeAfter<DatabaseSchema> inPlace(BeforeAfter<DatabaseSchema> schemas) {
        DatabaseSchema before = schemas.before();
        DatabaseSchema after = schemas.after();
        return wasRead(after) && before.defaultNamespace().isPresent()
                ? new BeforeAfter<>(
                        before,
                        after.toBuilder()
                                .defaultNamespace(before.defaultNamespace())
                                .build())
                : schemas;
    }

    /** Changes that are written as those to a schema file are: they run in whatever namespace the URL chooses. */
    static ChangeSet asWritten(ChangeSet changes) {
        DatabaseSchema after = changes.schemas().after();
        return wasRead(after)
                ? new ChangeSet(
                        new BeforeAfter<>(
                                changes.schemas().before(),
                                after.toBuilder().dialectObjects(List.of()).build()),
                        changes.changes())
                : changes;
    }

    /** What a dialect notes of the database that it reads is in no schema file. */
    private static boolean wasRead(DatabaseSchema schema) {
        return !schema.dialectObjects().isEmpty();
    }
}
