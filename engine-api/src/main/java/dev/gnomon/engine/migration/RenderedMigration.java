package dev.gnomon.engine.migration;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import java.util.List;
import java.util.Objects;

/** A change set with the statements of each change beside it. */
public record RenderedMigration(ChangeSet changeSet, List<Step> steps) {

    /**
     * One change and its statements.
     *
     * @param statements in order, without terminators; empty if nothing needs doing
     */
    public record Step(SchemaChange change, List<String> statements) {
        public Step {
            Objects.requireNonNull(change, "change");
            statements = List.copyOf(statements);
        }
    }

    public RenderedMigration {
        Objects.requireNonNull(changeSet, "changeSet");
        steps = List.copyOf(steps);
    }

    /** The statements of all steps, in order. */
    public List<String> statements() {
        return steps.stream().flatMap(step -> step.statements().stream()).toList();
    }
}
