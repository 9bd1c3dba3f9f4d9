package dev.gnomon.engine.migration;

import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * The text of a migration, and where in it each statement begins.
 *
 * @param statements in the order of the text
 */
public record MigrationText(String text, List<Position> statements) {

    /**
     * Where a statement begins.
     *
     * @param stepIndex the change that it belongs to: its place in the change set, from 0
     * @param line      of the text, from 1
     * @param offset    in characters of the text, from 0
     */
    public record Position(int stepIndex, int line, int offset) {}

    public MigrationText {
        Objects.requireNonNull(text, "text");
        statements = List.copyOf(statements);
    }

    /** The line on which the first statement of a change begins; empty if it needs none. */
    public OptionalInt line(int stepIndex) {
        return statements.stream()
                .filter(position -> position.stepIndex() == stepIndex)
                .mapToInt(Position::line)
                .findFirst();
    }
}
