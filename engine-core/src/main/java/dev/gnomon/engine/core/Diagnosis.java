package dev.gnomon.engine.core;

import dev.gnomon.engine.core.Stages.Diagnosed;
import dev.gnomon.engine.core.database.Protection;
import dev.gnomon.engine.core.history.ResetReasons;
import dev.gnomon.engine.dialect.MigrationLock.Held;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.migration.AppliedMigration;
import dev.gnomon.engine.migration.Drift;
import dev.gnomon.engine.migration.HistoryReport;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.engine.migration.ReplayedHistory;
import dev.gnomon.engine.model.DatabaseSchema;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code migrate status}, and what {@code migrate dev} asks first: how a database stands to its migrations. */
final class Diagnosis {

    private final Stages stages;
    private final Session session;

    Diagnosis(Stages stages) {
        this.stages = stages;
        this.session = stages.session();
    }

    /** Find out whether the next migration can be made, or the database needs a reset first. */
    DevDiagnosis forDevelopment(MigrationHistory history) {
        Diagnosed diagnosed = stages.diagnoseForChange(history);
        RenamedMigrations.refuse(diagnosed.report().renamed());
        ReplayedHistory replayed = stages.replays().of(diagnosed.split());
        return judge(diagnosed, stages.drift(replayed.atApplied(), stages.introspect()));
    }

    /**
     * Compare the migrations directory with the history table.
     *
     * @param replay also replay the history, and look for drift
     */
    HistoryDiagnosis ofHistory(MigrationHistory history, boolean replay) {
        Diagnosed diagnosed = stages.diagnose(history);
        boolean isProtected = session.steps().explained(() -> Protection.isOn(session.connection(), session.dialect()));
        if (!replay) {
            return new HistoryDiagnosis(
                    diagnosed.report(), Optional.empty(), Optional.empty(), Optional.empty(), isProtected);
        }
        Attempt<Optional<Drift>> drift = Attempt.of(
                () -> stages.drift(stages.replays().of(diagnosed.split().applied()), stages.introspect()));
        if (drift.failure().isPresent()) {
            return new HistoryDiagnosis(
                    diagnosed.report(), Optional.empty(), drift.failure(), Optional.empty(), isProtected);
        }
        Attempt<DatabaseSchema> whole = Attempt.of(() -> stages.replays().of(history.migrations()));
        return new HistoryDiagnosis(
                diagnosed.report(), drift.result().orElseThrow(), Optional.empty(), whole.failure(), isProtected);
    }

    /**
     * Say what {@code migrate dev} may do.
     *
     * @throws GnomonException {@code GN-2004} if another run was at work meanwhile, which looks like drift and is none
     */
    DevDiagnosis judge(Diagnosed diagnosed, Optional<Drift> drift) {
        HistoryReport report = diagnosed.report();
        List<String> reasons =
                ResetReasons.of(report, drift, session.dialect().historyTable().hintsAtGuideWhereMissing());
        if (reasons.isEmpty()) {
            return new DevDiagnosis.CreateMigration(report);
        }
        refuseChangedHistory(diagnosed.rows());
        return new DevDiagnosis.ResetNeeded(report, reasons, drift);
    }

    /** Whoever was in the middle of a migration is done when the lock is given; nobody is told to reset because of that. */
    private void refuseChangedHistory(List<AppliedMigration> before) {
        List<AppliedMigration> now = session.steps().explained(() -> {
            if (session.workspace().lockDisabled()) {
                return session.historyRows();
            }
            try (Held held = session.lock(session.lockPatience())) {
                return session.historyRows();
            }
        });
        if (!now.equals(before)) {
            throw new GnomonException(
                    EngineErrorCode.CHANGED_MEANWHILE,
                    "Another run was applying migrations while this one looked at the database. Nothing was written.",
                    "Run the command again: it begins with what there is now.");
        }
    }

    /** What came of something that may fail. */
    private record Attempt<R>(Optional<R> result, Optional<GnomonException> failure) {

        static <R> Attempt<R> of(Supplier<R> supplier) {
            try {
                return new Attempt<>(Optional.of(supplier.get()), Optional.empty());
            } catch (GnomonException failure) {
                if (failure.code() == EngineErrorCode.STEP_VETOED) {
                    throw failure;
                }
                return new Attempt<>(Optional.empty(), Optional.of(failure));
            }
        }
    }
}
