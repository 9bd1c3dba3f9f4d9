package dev.gnomon.engine.migration;

import dev.gnomon.engine.model.ObjectName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a migration could destroy, and which of its steps cannot run at all.
 *
 * @param findings in the order of the steps
 */
public record DataLossReport(List<Finding> findings) {

    public static final DataLossReport NONE = new DataLossReport(List.of());

    /** How grave a finding is. */
    public enum Severity {
        /** Rows or values could be lost. */
        WARNING,
        /** The step cannot run on the rows that are there. */
        UNEXECUTABLE
    }

    /**
     * One finding.
     *
     * @param table     the table whose rows are at stake; empty where it is about no single one
     * @param columns   the columns of the table that it is about; empty where it is about the table as a whole
     * @param count     how many there are of what the kind counts; empty where nobody counted
     * @param message   one or two sentences for the user
     * @param stepIndex the change it belongs to: its place in the change set, from 0
     */
    public record Finding(
            FindingKind kind,
            Optional<ObjectName> table,
            List<String> columns,
            OptionalLong count,
            String message,
            int stepIndex) {
        public Finding {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(table, "table");
            columns = List.copyOf(columns);
            Objects.requireNonNull(count, "count");
            Objects.requireNonNull(message, "message");
        }

        public Severity severity() {
            return kind.severity();
        }
    }

    public DataLossReport {
        findings = List.copyOf(findings);
    }

    /** The findings that data could be lost. */
    public List<Finding> warnings() {
        return of(Severity.WARNING);
    }

    /** The findings that a step cannot run. */
    public List<Finding> unexecutable() {
        return of(Severity.UNEXECUTABLE);
    }

    private List<Finding> of(Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .toList();
    }

    public boolean isEmpty() {
        return findings.isEmpty();
    }
}
