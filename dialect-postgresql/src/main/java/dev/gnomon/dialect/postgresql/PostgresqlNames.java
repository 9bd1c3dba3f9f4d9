package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.ObjectName;
import java.util.Optional;

/**
 * Decides how the statements of one change set name objects.
 *
 * <p>A script that leads to a schema file names objects of the default namespace without it, so that it
 * runs in whatever namespace the URL chooses. A script that leads to what a database holds, or to
 * nothing, speaks of that one database and names everything in full.
 */
final class PostgresqlNames {

    private final Optional<String> impliedNamespace;
    private final Optional<String> namespaceBefore;

    private PostgresqlNames(Optional<String> impliedNamespace, Optional<String> namespaceBefore) {
        this.impliedNamespace = impliedNamespace;
        this.namespaceBefore = namespaceBefore;
    }

    static PostgresqlNames of(ChangeSet context) {
        DatabaseSchema before = context.schemas().before();
        DatabaseSchema after = context.schemas().after();
        Optional<String> written;
        if (after.defaultNamespace().isEmpty()) {
            written = before.defaultNamespace();
        } else if (PostgresqlFacts.isIn(after)) {
            written = after.defaultNamespace();
        } else {
            written = Optional.empty();
        }
        return new PostgresqlNames(written, PostgresqlFacts.isIn(before) ? before.defaultNamespace() : written);
    }

    /** A name as nearly every statement writes it. */
    String qualified(ObjectName name) {
        return qualified(name, impliedNamespace);
    }

    /** A name as the few statements write it that know an object only from the database as it was. */
    String qualifiedAsBefore(ObjectName name) {
        return qualified(name, namespaceBefore);
    }

    /** What stands before the last part of a name: the namespace and a full stop, or nothing. */
    String prefix(ObjectName name) {
        return name.namespace()
                .or(() -> impliedNamespace)
                .map(namespace -> quote(namespace) + ".")
                .orElse("");
    }

    private static String qualified(ObjectName name, Optional<String> implied) {
        return name.namespace()
                        .or(() -> implied)
                        .map(namespace -> quote(namespace) + ".")
                        .orElse("")
                + quote(name.name());
    }

    static String quote(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }
}
