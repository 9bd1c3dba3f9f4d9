package dev.gnomon.cli;

import dev.gnomon.engine.core.diff.ForeignKeysElsewhere;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.DiffRules;
import dev.gnomon.engine.event.EngineEvent.DiffProposed;
import dev.gnomon.engine.event.EngineEvent.Proposed;
import dev.gnomon.engine.event.EngineEvent.Purpose;
import dev.gnomon.engine.event.EngineEvent.Reported;
import dev.gnomon.engine.event.EngineEvent.SchemasDiffed;
import dev.gnomon.engine.event.Observer;
import dev.gnomon.engine.event.Occurrence;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.ForeignKey;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.schema.PrismaSchema;
import dev.gnomon.schema.pull.DroppedIndexes;
import dev.gnomon.schema.pull.DroppedIndexes.DroppedIndex;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Shows what a comparison leaves alone, and which indexes it drops for want of a line in the schema. Notes for people: no
 * finding, so that nobody has to accept them.
 */
final class DiffNotes implements Observer {

    private final Observer shown;
    private final Consumer<String> show;
    private final DiffRules rules;
    private final Dialect dialect;
    private final Optional<PrismaSchema> desired;
    private final Set<String> told = new LinkedHashSet<>();

    /**
     * @param shown   the listener that shows everything else
     * @param show    takes a note
     * @param desired the schema that is compared with, where one is
     */
    DiffNotes(Observer shown, Consumer<String> show, Dialect dialect, Optional<PrismaSchema> desired) {
        this.shown = shown;
        this.show = show;
        this.rules = dialect.diffRules();
        this.dialect = dialect;
        this.desired = desired;
    }

    @Override
    public void before(Occurrence occurrence, Proposed event) {
        if (event instanceof DiffProposed proposed) {
            tellForeignKeys(proposed.schemas());
        }
        shown.before(occurrence, event);
    }

    @Override
    public void after(Occurrence occurrence, Reported event) {
        if (event instanceof SchemasDiffed diffed && diffed.purpose() != Purpose.DRIFT && desired.isPresent()) {
            tellIndexes(DroppedIndexes.of(diffed.changeSet(), dialect, desired.get()));
        }
        shown.after(occurrence, event);
    }

    private void tellForeignKeys(BeforeAfter<DatabaseSchema> schemas) {
        List<String> lines = new ArrayList<>();
        add(schemas.before(), schemas.after(), lines);
        add(schemas.after(), schemas.before(), lines);
        lines.removeIf(line -> !told.add(line));
        if (!lines.isEmpty()) {
            show.accept("\n⚠️  Foreign keys to tables outside of the schema are left alone:\n"
                    + String.join("\n", lines) + "\n");
        }
    }

    private void add(DatabaseSchema schema, DatabaseSchema other, List<String> lines) {
        ForeignKeysElsewhere.find(schema, other, rules)
                .forEach((table, keys) -> keys.forEach(key -> lines.add(line(table, key))));
    }

    private static String line(ObjectName table, ForeignKey key) {
        return "  • `" + key.name().orElse(String.join(", ", key.columns())) + "` of `" + table + "` refers to `"
                + key.referencedTable() + "`";
    }

    private void tellIndexes(List<DroppedIndex> indexes) {
        List<String> lines = new ArrayList<>();
        for (DroppedIndex index : indexes) {
            lines.add("  • `" + index.index() + "`. To keep it, add this line to `" + index.model() + "`:\n      "
                    + index.line());
        }
        lines.removeIf(line -> !told.add(line));
        if (!lines.isEmpty()) {
            show.accept("\n⚠️  Indexes that the schema does not have are dropped:\n" + String.join("\n", lines) + "\n");
        }
    }
}
