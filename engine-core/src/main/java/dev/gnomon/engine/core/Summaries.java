package dev.gnomon.engine.core;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.core.script.MigrationScript;
import dev.gnomon.engine.dialect.Dialect;

/** Changes for a person to read, by their headings in a migration. */
final class Summaries {

    private Summaries() {}

    /** Starts with an empty line if there is anything to say. */
    static String of(ChangeSet changes, Dialect dialect) {
        if (changes.isEmpty()) {
            return "No difference detected.\n";
        }
        StringBuilder text = new StringBuilder();
        changes.changes().forEach(change -> text.append("\n[*] ")
                .append(MigrationScript.heading(change))
                .append(": ")
                .append(dialect.renderer().render(change, changes)));
        return text.append('\n').toString();
    }
}
