package dev.gnomon.engine.core;

import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.migration.Drift;
import dev.gnomon.engine.migration.HistoryReport;
import java.util.Objects;
import java.util.Optional;

/**
 * What a look at the history shows. The parts after the first are only there if the shadow database was asked for.
 *
 * @param report                    directory against history table
 * @param drift                     the database against what its applied migrations build; empty if they agree
 * @param errorInAppliedMigrations  why drift could not be looked for
 * @param errorInPendingMigrations  why the migrations that the database does not have yet do not replay
 * @param isProtected               the database bears the mark that forbids to empty it
 */
public record HistoryDiagnosis(
        HistoryReport report,
        Optional<Drift> drift,
        Optional<GnomonException> errorInAppliedMigrations,
        Optional<GnomonException> errorInPendingMigrations,
        boolean isProtected) {

    public HistoryDiagnosis {
        Objects.requireNonNull(report, "report");
        Objects.requireNonNull(drift, "drift");
        Objects.requireNonNull(errorInAppliedMigrations, "errorInAppliedMigrations");
        Objects.requireNonNull(errorInPendingMigrations, "errorInPendingMigrations");
    }
}
