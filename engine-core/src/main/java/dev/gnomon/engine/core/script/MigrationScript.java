package dev.gnomon.engine.core.script;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.dialect.SqlRenderer;
import dev.gnomon.engine.migration.DataLossReport;
import dev.gnomon.engine.migration.RenderedMigration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The text of a migration file: what it could destroy as a comment, then each step's statements under
 * a heading. Lines end with a line feed, the text of a migration that does something with one too.
 */
public final class MigrationScript {

    /** The text of a migration that does nothing, without a line break at its end. */
    public static final String EMPTY = "-- This is an empty migration.";

    private MigrationScript() {}

    /** Render each change of a change set, one after the other. */
    public static RenderedMigration render(ChangeSet changeSet, SqlRenderer renderer) {
        List<RenderedMigration.Step> steps = changeSet.changes().stream()
                .map(change -> new RenderedMigration.Step(change, renderer.render(change, changeSet)))
                .toList();
        return new RenderedMigration(changeSet, steps);
    }

    /** Write a migration without a comment in front, as for looking at. */
    public static String assemble(RenderedMigration migration, SqlRenderer renderer) {
        return assemble(migration, DataLossReport.NONE, renderer);
    }

    /**
     * Write a migration.
     *
     * @param report what stands in the comment in front; none if it is empty
     * @return {@link #EMPTY} if no step has a statement
     */
    public static String assemble(RenderedMigration migration, DataLossReport report, SqlRenderer renderer) {
        StringBuilder steps = new StringBuilder();
        for (RenderedMigration.Step step : migration.steps()) {
            if (step.statements().isEmpty()) {
                continue;
            }
            if (!steps.isEmpty()) {
                steps.append('\n');
            }
            steps.append("-- ").append(step.change().heading()).append('\n');
            step.statements().forEach(statement -> steps.append(statement).append(";\n"));
        }
        if (steps.isEmpty()) {
            return EMPTY;
        }
        return comment(report) + renderer.frame(steps.toString());
    }

    /** Whether two scripts differ in nothing but comments on lines of their own, blank lines and line ends. */
    public static boolean sameStatements(String one, String other) {
        return statements(one).equals(statements(other));
    }

    private static List<String> statements(String script) {
        String bare = script.strip();
        boolean hasWarnings = bare.startsWith("/*") && bare.contains("*/");
        return (hasWarnings ? bare.substring(bare.indexOf("*/") + 2) : bare)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("--"))
                .toList();
    }

    private static String comment(DataLossReport report) {
        if (report.isEmpty()) {
            return "";
        }
        StringBuilder comment = new StringBuilder("/*\n  Warnings:\n\n");
        Stream.concat(report.warnings().stream(), report.unexecutable().stream())
                .map(finding -> inComment(finding.message()))
                .forEach(message -> comment.append("  - ").append(message).append('\n'));
        return comment.append("\n*/\n").toString();
    }

    /** A name in a message must neither end the comment nor begin another one: what follows would be run. */
    private static String inComment(String message) {
        return message.replace("*/", "* /").replace("/*", "/ *");
    }
}
