package dev.gnomon.engine.core.diff;

import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.Extension;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the changes of extensions. One that the schema after does not mention stays: it may have been
 * installed by somebody else.
 */
final class ExtensionDiff {

    private ExtensionDiff() {}

    static void between(BeforeAfter<DatabaseSchema> schemas, OrderedChanges changes) {
        Map<String, Integer> before = new HashMap<>();
        List<Extension> extensionsBefore = schemas.before().extensions();
        for (int i = 0; i < extensionsBefore.size(); i++) {
            before.put(extensionsBefore.get(i).name(), i);
        }
        List<Extension> extensionsAfter = schemas.after().extensions();
        for (int i = 0; i < extensionsAfter.size(); i++) {
            Extension after = extensionsAfter.get(i);
            Integer existing = before.get(after.name());
            if (existing == null) {
                changes.add(new SchemaChange.CreateExtension(after), i);
                continue;
            }
            Extension former = extensionsBefore.get(existing);
            boolean moves = differ(former.schema(), after.schema());
            if (!moves && !differ(former.version(), after.version())) {
                continue;
            }
            boolean staysInItsNamespace = former.schema().isPresent() && !moves;
            if (former.relocatable() || staysInItsNamespace) {
                changes.add(new SchemaChange.AlterExtension(new BeforeAfter<>(former, after)), existing, i);
            } else {
                changes.add(new SchemaChange.DropExtension(former), existing);
                changes.add(new SchemaChange.CreateExtension(after), i);
            }
        }
    }

    /** Whether both sides say something, and not the same. */
    private static boolean differ(Optional<String> before, Optional<String> after) {
        return before.isPresent() && after.isPresent() && !before.equals(after);
    }
}
