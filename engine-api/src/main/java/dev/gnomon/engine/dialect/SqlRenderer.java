package dev.gnomon.engine.dialect;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.model.ObjectName;
import java.util.List;

/** Turns changes into statements. Pure: no database, no clock, no randomness. */
public interface SqlRenderer {

    /**
     * Render a change.
     *
     * @param change  the change
     * @param context the whole change set, for the state around the change
     * @return the statements in order, without terminators; empty if nothing needs doing
     */
    List<String> render(SchemaChange change, ChangeSet context);

    /** An identifier in quotes, such that no character of it can end them. */
    String quote(String identifier);

    /** A name in quotes, with its namespace where it has one. */
    default String quote(ObjectName name) {
        return name.namespace().map(namespace -> quote(namespace) + ".").orElse("") + quote(name.name());
    }

    /** A dialect's own frame around the steps of a script that is not empty. */
    default ScriptFrame frame() {
        return ScriptFrame.NONE;
    }
}
