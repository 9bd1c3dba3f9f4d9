package dev.gnomon.engine.core;

import dev.gnomon.engine.core.history.HistoryComparison;
import dev.gnomon.engine.core.history.HistoryStore;
import dev.gnomon.engine.core.history.LockFile;
import dev.gnomon.engine.core.history.MigrationFailure;
import dev.gnomon.engine.dialect.ScriptFailedException;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineEvent.ApplyProposed;
import dev.gnomon.engine.event.EngineEvent.MigrationApplied;
import dev.gnomon.engine.event.EngineEvent.PendingMigrationsApplied;
import dev.gnomon.engine.migration.AppliedMigration;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.Table;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Applies migrations, with a row of the history table around each. */
final class MigrationApplier {

    private final Stages stages;
    private final Clock clock;

    MigrationApplier(Stages stages, Clock clock) {
        this.stages = stages;
        this.clock = clock;
    }

    /** Apply what the database does not have yet. */
    List<String> applyPending(MigrationHistory history) {
        List<String> applied = stages.steps().unwatched(() -> {
            LockFile.check(history, stages.dialect());
            return Locked.run(stages, () -> {
                HistoryStore store = HistoryStore.of(stages.connection(), stages.dialect());
                List<AppliedMigration> rows = rowsOrNewTable(store);
                refuseAfterFailure(rows);
                Set<String> known = new HashSet<>();
                rows.stream().filter(row -> !row.isRolledBack()).forEach(row -> known.add(row.migrationId()));
                List<String> done = new ArrayList<>();
                for (Migration migration : history.migrations()) {
                    if (!known.contains(migration.id())) {
                        apply(store, migration);
                        done.add(migration.id());
                    }
                }
                return done;
            });
        });
        stages.steps().tell(new PendingMigrationsApplied(applied));
        return applied;
    }

    /** Ask for a migration to be applied, do something that has to come before, and apply it. */
    void applyAfter(Migration migration, Runnable before) {
        stages.steps()
                .run(
                        new ApplyProposed(migration),
                        () -> {
                            before.run();
                            return Locked.run(stages, () -> {
                                run(HistoryStore.of(stages.connection(), stages.dialect()), migration);
                                return migration;
                            });
                        },
                        MigrationApplied::new);
    }

    private void apply(HistoryStore store, Migration migration) {
        stages.steps()
                .run(
                        new ApplyProposed(migration),
                        () -> {
                            run(store, migration);
                            return migration;
                        },
                        MigrationApplied::new);
    }

    private void run(HistoryStore store, Migration migration) throws SQLException {
        String script = HistoryComparison.scriptOf(migration);
        String rowId = store.recordStarted(migration.id(), migration.checksum().orElseThrow(), clock.instant());
        try {
            stages.dialect().scriptRunner().run(stages.connection(), script);
        } catch (ScriptFailedException failure) {
            GnomonException explained = MigrationFailure.inDatabase(migration.id(), failure);
            try {
                store.recordFailed(rowId, MigrationFailure.logs(migration.id(), failure));
            } catch (SQLException second) {
                explained.addSuppressed(second);
            }
            throw explained;
        }
        store.recordFinished(rowId, clock.instant());
    }

    private List<AppliedMigration> rowsOrNewTable(HistoryStore store) throws SQLException {
        Optional<List<AppliedMigration>> rows = store.read();
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
        store.create();
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
                "Run `migrate resolve` with --rolled-back or --applied for each of them.");
    }

    private static String timeOf(Instant instant) {
        String pattern = instant.equals(instant.truncatedTo(ChronoUnit.SECONDS))
                ? "yyyy-MM-dd HH:mm:ss"
                : "yyyy-MM-dd HH:mm:ss.SSS";
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(instant.atOffset(ZoneOffset.UTC)) + " UTC";
    }
}
