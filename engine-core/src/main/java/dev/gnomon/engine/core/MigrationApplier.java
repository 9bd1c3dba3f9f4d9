package dev.gnomon.engine.core;

import dev.gnomon.engine.core.event.Steps.Asked;
import dev.gnomon.engine.core.event.WatchedScript;
import dev.gnomon.engine.core.history.HistoryComparison;
import dev.gnomon.engine.core.history.HistoryStore;
import dev.gnomon.engine.core.history.LockFile;
import dev.gnomon.engine.core.history.MigrationFailure;
import dev.gnomon.engine.core.history.StatementListing;
import dev.gnomon.engine.dialect.ScriptFailedException;
import dev.gnomon.engine.dialect.ScriptStatement;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineEvent.ApplyPendingProposed;
import dev.gnomon.engine.event.EngineEvent.ApplyProposed;
import dev.gnomon.engine.event.EngineEvent.ApplyStarted;
import dev.gnomon.engine.event.EngineEvent.MigrationApplied;
import dev.gnomon.engine.event.EngineEvent.MigrationResolved;
import dev.gnomon.engine.event.EngineEvent.PendingMigrationsApplied;
import dev.gnomon.engine.event.EngineEvent.Resolution;
import dev.gnomon.engine.event.EngineEvent.ResolveProposed;
import dev.gnomon.engine.migration.AppliedMigration;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.engine.migration.PartialRun;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.Table;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Applies migrations, with a row of the history table around each. */
final class MigrationApplier {

    private final Stages stages;
    private final Session session;
    private final Clock clock;
    private final WatchedScript scripts;
    private @Nullable HistoryStore store;

    private MigrationApplier(Stages stages, Clock clock, WatchedScript scripts) {
        this.stages = stages;
        this.session = stages.session();
        this.clock = clock;
        this.scripts = scripts;
    }

    MigrationApplier(Stages stages, Clock clock) {
        this(stages, clock, stages.watchedScripts());
    }

    /** For migrations that are asked for while the rows are still there that are gone when they run. */
    static MigrationApplier afterReset(Stages stages, Clock clock) {
        return new MigrationApplier(stages, clock, stages.watchedScriptsAfterReset());
    }

    /** A migration that nobody objects to. */
    record Planned(Migration migration, Asked asked) {}

    /** Apply what the database does not have yet; the history table is there afterwards. */
    List<String> applyPending(MigrationHistory history) {
        return session.steps().explained(() -> {
            LockFile.check(history, session.dialect());
            return session.locked(() -> apply(askForPending(history)));
        });
    }

    /** Ask for what the database does not have yet to be applied; the lock is held. */
    List<Planned> askForPending(MigrationHistory history) throws SQLException {
        List<AppliedMigration> rows = rows();
        refuseAfterFailure(rows, history);
        RenamedMigrations.refuse(HistoryComparison.renamed(history.migrations(), rows));
        Set<String> known = new HashSet<>();
        rows.stream().filter(row -> !row.isRolledBack()).forEach(row -> known.add(row.migrationId()));
        return ask(history.migrations().stream()
                .filter(migration -> !known.contains(migration.id()))
                .toList());
    }

    /** Ask for everything before anything is done: a veto of the last statement must not find the first one applied. */
    List<Planned> ask(List<Migration> pending) {
        pending.forEach(this::check);
        if (!pending.isEmpty()) {
            session.steps().propose(new ApplyPendingProposed(session.location(), pending));
        }
        return pending.stream().map(this::ask).toList();
    }

    /** What cannot be run is refused before anything is, and before a row blocks the database. */
    private void check(Migration migration) {
        if (migration.script().isEmpty()) {
            return;
        }
        try {
            session.dialect()
                    .scriptRunner()
                    .check(session.connection(), migration.script().get());
        } catch (ScriptFailedException refused) {
            throw MigrationFailure.notRunnable(migration.id(), refused);
        }
    }

    /** Ask for a migration to be applied, and for each of its statements. */
    Planned ask(Migration migration) {
        Asked asked = session.steps().ask(new ApplyProposed(migration));
        migration.script().ifPresent(script -> scripts.propose(migration.id(), HistoryComparison.scriptOf(migration)));
        return new Planned(migration, asked);
    }

    /** Apply what was pending and asked for; give the ids. The lock is held, and the history table is there afterwards. */
    List<String> apply(List<Planned> pending) throws SQLException {
        store();
        pending.forEach(this::apply);
        List<String> applied =
                pending.stream().map(planned -> planned.migration().id()).toList();
        session.steps().tell(new PendingMigrationsApplied(applied));
        return applied;
    }

    void apply(Planned planned) {
        Migration migration = planned.migration();
        session.steps().tell(new ApplyStarted(migration));
        session.steps()
                .run(
                        planned.asked(),
                        () -> {
                            run(migration);
                            return migration;
                        },
                        MigrationApplied::new);
    }

    private void run(Migration migration) throws SQLException {
        String script = HistoryComparison.scriptOf(migration);
        HistoryStore store = store();
        try (MigrationProgress progress = new MigrationProgress(session, store, script)) {
            String rowId = store.recordStarted(
                    migration.id(), migration.checksum().orElseThrow(), clock.instant(), progress.atStart());
            progress.writesTo(rowId);
            try {
                scripts.run(session.scripts(), migration.id(), script, progress);
            } catch (ScriptFailedException failure) {
                Optional<PartialRun> partial = progress.failed(
                        failure.failure().rolledBack(), failure.failure().kept());
                throw recordedFailure(migration, failure, progress, partial);
            }
            recordFinished(store, rowId, migration);
        }
    }

    private GnomonException recordedFailure(
            Migration migration,
            ScriptFailedException failure,
            MigrationProgress progress,
            Optional<PartialRun> partial) {
        GnomonException circumstance = circumstance(failure);
        GnomonException explained = MigrationFailure.isCircumstance(circumstance)
                ? MigrationFailure.byCircumstance(
                        migration.id(),
                        failure,
                        partial,
                        circumstance,
                        Resumable.isScript(session.dialect(), HistoryComparison.scriptOf(migration), partial))
                : MigrationFailure.inDatabase(migration.id(), failure, partial);
        if (MigrationFailure.isConnectionLost(circumstance)) {
            // The row says that it is running, and that is all that is known.
            return explained;
        }
        String listing = partial.map(
                        run -> StatementListing.of(run, progress.statements(), failure.failure()) + run.toLine() + "\n")
                .orElse("");
        try {
            progress.recordFailure(MigrationFailure.logs(migration.id(), failure) + listing);
        } catch (SQLException | GnomonException second) {
            explained.addSuppressed(second);
        }
        return explained;
    }

    private GnomonException circumstance(ScriptFailedException failure) {
        SQLException cause = failure.getCause() instanceof SQLException own ? own : failure;
        return session.explain(cause);
    }

    private void recordFinished(HistoryStore store, String rowId, Migration migration) throws SQLException {
        try {
            store.recordFinished(rowId, clock.instant());
        } catch (SQLException failure) {
            GnomonException circumstance = session.explain(failure);
            throw new GnomonException(
                    circumstance.code(),
                    circumstance.problem(),
                    "The migration %s ran to its end, but that could not be recorded. %s Then run `%s`."
                            .formatted(
                                    migration.id(),
                                    circumstance.remedy(),
                                    Resumable.isScript(
                                                    session.dialect(),
                                                    HistoryComparison.scriptOf(migration),
                                                    Optional.empty())
                                            ? "migrate deploy --resume"
                                            : "migrate resolve --applied " + migration.id()),
                    failure);
        }
    }

    /**
     * Settle the row of a migration that was cut off after so many statements, and run the others; the lock is held. With
     * none of them the migration is pending again.
     */
    void resume(AppliedMigration row, Migration migration, int kept) throws SQLException {
        HistoryStore store = store();
        String script = HistoryComparison.scriptOf(migration);
        int all = session.dialect().scriptRunner().split(script).size();
        if (kept == 0 || kept == all) {
            Resolution resolution = kept == 0 ? Resolution.ROLLED_BACK : Resolution.APPLIED;
            session.steps()
                    .run(
                            new ResolveProposed(session.location(), migration.id(), resolution),
                            () -> {
                                if (kept == 0) {
                                    store.recordRolledBack(row.rowId(), clock.instant());
                                } else {
                                    store.recordFinished(row.rowId(), clock.instant());
                                }
                                return migration.id();
                            },
                            id -> new MigrationResolved(id, resolution));
            return;
        }
        session.steps()
                .run(
                        new ApplyProposed(migration),
                        () -> {
                            session.steps().tell(new ApplyStarted(migration));
                            runRest(row, migration, kept);
                            return migration;
                        },
                        MigrationApplied::new);
    }

    private void runRest(AppliedMigration row, Migration migration, int kept) throws SQLException {
        String script = HistoryComparison.scriptOf(migration);
        HistoryStore store = store();
        try (MigrationProgress progress = new MigrationProgress(session, store, script)) {
            progress.writesTo(row.rowId());
            List<ScriptStatement> statements = progress.statements();
            AtomicInteger reached = new AtomicInteger(kept);
            try {
                session.scripts().within(script, () -> {
                    for (; reached.get() < statements.size(); reached.incrementAndGet()) {
                        progress.reached(reached.get());
                        session.dialect()
                                .scriptRunner()
                                .run(
                                        session.connection(),
                                        statements.get(reached.get()).sql());
                    }
                });
            } catch (ScriptFailedException failure) {
                throw recordedFailure(migration, failure, progress, progress.failed(false, Optional.of(reached.get())));
            }
        }
        recordFinished(store, row.rowId(), migration);
    }

    /** The history table, with the namespace that it lies in; made where they are missing. */
    private HistoryStore store() throws SQLException {
        HistoryStore known = store;
        if (known == null) {
            session.prepareToWrite();
            known = session.history();
            if (known.read().isEmpty()) {
                known.create();
            }
            store = known;
        }
        return known;
    }

    private List<AppliedMigration> rows() throws SQLException {
        HistoryStore found = session.history();
        Optional<List<AppliedMigration>> rows = found.read();
        if (rows.isPresent()) {
            store = found;
            return rows.get();
        }
        DatabaseSchema actual = session.schema();
        if (actual.tables().stream().anyMatch(table -> counts(table, actual))) {
            throw new GnomonException(
                    EngineErrorCode.DATABASE_NOT_EMPTY,
                    "The database schema is not empty. Read more about how to baseline an existing production database:"
                            + " https://pris.ly/d/migrate-baseline",
                    "Write the first migration for what is there, and record it with `migrate resolve --applied`.");
        }
        return List.of();
    }

    private boolean counts(Table table, DatabaseSchema schema) {
        return !stages.view().isExternalTable(table.name(), schema)
                && !session.dialect().diffRules().ignoresTable(table.name());
    }

    private void refuseAfterFailure(List<AppliedMigration> rows, MigrationHistory history) {
        List<AppliedMigration> failed =
                rows.stream().filter(AppliedMigration::isFailed).toList();
        if (failed.isEmpty()) {
            return;
        }
        StringBuilder details = new StringBuilder();
        failed.forEach(row -> details.append(
                "The `%s` migration started at %s failed\n".formatted(row.migrationId(), timeOf(row.startedAt()))));
        throw new GnomonException(
                EngineErrorCode.FAILED_MIGRATIONS_FOUND,
                "migrate found failed migrations in the target database, new migrations will not be applied. Read more"
                        + " about how to resolve migration issues in a production database:"
                        + " https://pris.ly/d/migrate-resolve\n" + details,
                "Run `migrate resolve` with --rolled-back or --applied for each of them; `migrate status` says what is left"
                        + " of them."
                        + (isResumable(rows, history)
                                ? " If the run was cut off, `migrate deploy --resume` finds out how far it came and goes on,"
                                        + " or says why it cannot."
                                : ""));
    }

    private boolean isResumable(List<AppliedMigration> rows, MigrationHistory history) {
        // What cannot be compared, for want of a file, cannot be resumed either.
        boolean complete = history.migrations().stream()
                .allMatch(migration -> migration.script().isPresent());
        return complete
                && Resumable.is(
                        session.dialect(),
                        history.migrations(),
                        HistoryComparison.compare(history.migrations(), Optional.of(rows)));
    }

    private static String timeOf(Instant instant) {
        String pattern = instant.equals(instant.truncatedTo(ChronoUnit.SECONDS))
                ? "yyyy-MM-dd HH:mm:ss"
                : "yyyy-MM-dd HH:mm:ss.SSS";
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(instant.atOffset(ZoneOffset.UTC)) + " UTC";
    }
}
