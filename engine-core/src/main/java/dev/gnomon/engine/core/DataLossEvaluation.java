package dev.gnomon.engine.core;

import dev.gnomon.engine.migration.DataLossReport;
import java.util.Objects;

/**
 * What the next migration would do to the rows that are there now.
 *
 * @param steps  how many changes it has; 0: there is nothing to migrate
 * @param report its findings, with real counts
 */
public record DataLossEvaluation(int steps, DataLossReport report) {

    public DataLossEvaluation {
        Objects.requireNonNull(report, "report");
    }
}
