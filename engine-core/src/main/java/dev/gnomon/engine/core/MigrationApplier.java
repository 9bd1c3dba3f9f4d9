package dev.gnomon.engine.core;

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
import org.jspecify.annotations.Nullable;

/** Applies migrations, with a row of the history table around each. */
final class MigrationApplier {

    private final Stages stages;
    private final Clock clock;
    private final WatchedScript scripts;
    private @Nullable HistoryStore store;

    MigrationApplier(Stages stages, Clock clock) {
        this.stages = stages;
        this.clock = clock;
        this.scripts = stages.watchedScripts();
    }

    /** Apply what the database does not have yet; the history table is there afterwards. */
    List<String> applyPending(MigrationHistory history) {
        return applyPending(history, true);
    }

    /**
     * The same for a run that goes on: where nothing is pending, it leaves the database as it is until it is known that
     * nobody objects to the rest.
     */
    List<String> applyPendingFirst(MigrationHistory history) {
        return applyPending(history, false);
    }

    /** Make the history table where there is none, at the end of a run that had nothing to apply. */
    void createHistoryTable() {
        stages.steps().unwatched(() -> {
            if (HistoryStore.of(stages.connection(), stages.dialect()).read().isPresent()) {
                return false;
            }
            return Locked.run(stages, () -> {
                store();
                return true;
            });
        });
    }

    private List<String> applyPending(MigrationHistory history, boolean createTable) {
        List<String> applied = stages.steps().unwatched(() -> {
            LockFile.check(history, stages.dialect());
            return Locked.run(stages, () -> {
                List<AppliedMigration> rows = rows();
                refuseAfterFailure(rows);
                Set<String> known = new HashSet<>();
                rows.stream().filter(row -> !row.isRolledBack()).forEach(row -> known.add(row.migrationId()));
                List<Migration> pending = history.migrations().stream()
                        .filter(migration -> !known.contains(migration.id()))
                        .toList();
                if (!pending.isEmpty()) {
                    propose(pending);
                } else if (createTable) {
                    store();
                }
                pending.forEach(this::apply);
                return pending.stream().map(Migration::id).toList();
            });
        });
        stages.steps().tell(new PendingMigrationsApplied(applied));
        return applied;
    }

    /** Ask for everything before anything is done: a veto of the last statement must not find the first one applied. */
    private void propose(List<Migration> pending) {
        stages.steps().propose(new ApplyPendingProposed(stages.location(), pending));
        pending.stream().filter(migration -> migration.script().isPresent()).forEach(this::proposeStatements);
    }

    private void proposeStatements(Migration migration) {
        scripts.propose(migration.id(), HistoryComparison.scriptOf(migration));
    }

    /** Ask for a migration to be applied, do something that has to come before, and apply it. */
    void applyAfter(Migration migration, Runnable before) {
        stages.steps()
                .run(
                        new ApplyProposed(migration),
                        () -> Locked.run(stages, () -> {
                            proposeStatements(migration);
                            before.run();
                            run(migration);
                            return migration;
                        }),
                        MigrationApplied::new);
    }

    private void apply(Migration migration) {
        stages.steps()
                .run(
                        new ApplyProposed(migration),
                        () -> {
                            run(migration);
                            return migration;
                        },
                        MigrationApplied::new);
    }

    private void run(Migration migration) throws SQLException {
        String script = HistoryComparison.scriptOf(migration);
        HistoryStore store = store();
        try (MigrationProgress progress = new MigrationProgress(stages, store, script)) {
            String rowId = store.recordStarted(
                    migration.id(), migration.checksum().orElseThrow(), clock.instant(), progress.atStart());
            progress.writesTo(rowId);
            try {
                scripts.run(stages.connection(), migration.id(), script, progress);
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
                ? MigrationFailure.byCircumstance(migration.id(), failure, partial, circumstance)
                : MigrationFailure.inDatabase(migration.id(), failure, partial);
        if (MigrationFailure.isConnectionLost(circumstance)) {
            // The row says that it is running, and that is all that is known.
            return explained;
        }
        String listing = partial.map(run -> StatementListing.of(
                                run, progress.statements(), failure.failure().statementIndex())
                        + run.toLine() + "\n")
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
        return stages.dialect().connector().explain(cause, stages.workspace().requireTarget());
    }

    private void recordFinished(HistoryStore store, String rowId, Migration migration) throws SQLException {
        try {
            store.recordFinished(rowId, clock.instant());
        } catch (SQLException failure) {
            GnomonException circumstance = stages.dialect()
                    .connector()
                    .explain(failure, stages.workspace().requireTarget());
            throw new GnomonException(
                    circumstance.code(),
                    circumstance.problem(),
                    "The migration %s ran to its end, but that could not be recorded. %s Then run `migrate deploy --resume`."
                            .formatted(migration.id(), circumstance.remedy()),
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
        int all = stages.dialect().scriptRunner().split(script).size();
        if (kept == 0 || kept == all) {
            Resolution resolution = kept == 0 ? Resolution.ROLLED_BACK : Resolution.APPLIED;
            stages.steps()
                    .run(
                            new ResolveProposed(stages.location(), migration.id(), resolution),
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
        stages.steps()
                .run(
                        new ApplyProposed(migration),
                        () -> {
                            runRest(row, migration, kept);
                            return migration;
                        },
                        MigrationApplied::new);
    }

    private void runRest(AppliedMigration row, Migration migration, int kept) throws SQLException {
        String script = HistoryComparison.scriptOf(migration);
        HistoryStore store = store();
        try (MigrationProgress progress = new MigrationProgress(stages, store, script)) {
            progress.writesTo(row.rowId());
            List<ScriptStatement> statements = progress.statements();
            for (int index = kept; index < statements.size(); index++) {
                progress.reached(index);
                try {
                    stages.dialect()
                            .scriptRunner()
                            .run(stages.connection(), statements.get(index).sql());
                } catch (ScriptFailedException failure) {
                    throw recordedFailure(migration, failure, progress, progress.failed(false, Optional.of(index)));
                }
            }
        }
        recordFinished(store, row.rowId(), migration);
    }

    /** The history table, with the namespace that it lies in; made where they are missing. */
    private HistoryStore store() throws SQLException {
        HistoryStore known = store;
        if (known == null) {
            stages.prepareToWrite();
            known = HistoryStore.of(stages.connection(), stages.dialect());
            if (known.read().isEmpty()) {
                known.create();
            }
            store = known;
        }
        return known;
    }

    private List<AppliedMigration> rows() throws SQLException {
        Optional<List<AppliedMigration>> rows =
                HistoryStore.of(stages.connection(), stages.dialect()).read();
        if (rows.isPresent()) {
            return rows.get();
        }
        DatabaseSchema found = stages.dialect()
                .introspector()
                .introspect(stages.connection(), stages.workspace().scope());
        if (found.tables().stream().anyMatch(table -> counts(table, found))) {
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
                && !stages.dialect().diffRules().ignoresTable(table.name());
    }

    private static void refuseAfterFailure(List<AppliedMigration> rows) {
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
                "Run `migrate resolve` with --rolled-back or --applied for each of them. If the run was cut off, `migrate"
                        + " deploy --resume` finds out how far it came and goes on, or says why it cannot.");
    }

    private static String timeOf(Instant instant) {
        String pattern = instant.equals(instant.truncatedTo(ChronoUnit.SECONDS))
                ? "yyyy-MM-dd HH:mm:ss"
                : "yyyy-MM-dd HH:mm:ss.SSS";
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(instant.atOffset(ZoneOffset.UTC)) + " UTC";
    }
}
