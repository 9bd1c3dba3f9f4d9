package dev.gnomon.engine.migration;

import java.util.List;
import java.util.Objects;

/**
 * What a migration could destroy, and which of its steps cannot run at all.
 *
 * @param warnings     in the order of the steps
 * @param unexecutable in the order of the steps
 */
public record DataLossReport(List<Finding> warnings, List<Finding> unexecutable) {

    public static final DataLossReport NONE = new DataLossReport(List.of(), List.of());

    /**
     * One finding.
     *
     * @param message   one or two sentences for the user
     * @param stepIndex the change it belongs to: its place in the change set, from 0
     */
    public record Finding(String message, int stepIndex) {
        public Finding {
            Objects.requireNonNull(message, "message");
        }
    }

    public DataLossReport {
        warnings = List.copyOf(warnings);
        unexecutable = List.copyOf(unexecutable);
    }

    public boolean isEmpty() {
        return warnings.isEmpty() && unexecutable.isEmpty();
    }
}
