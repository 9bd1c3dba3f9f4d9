package dev.gnomon.engine.core;

import dev.gnomon.engine.migration.DataLossReport;
import java.util.Objects;

/**
 * How {@code db push} ended.
 *
 * @param executedSteps how many changes were made; 0 also where the findings forbade it
 * @param report        what was found, with real counts
 * @param executed      whether the changes were made, or there were none to make
 */
public record PushOutcome(int executedSteps, DataLossReport report, boolean executed) {

    public PushOutcome {
        Objects.requireNonNull(report, "report");
    }
}
