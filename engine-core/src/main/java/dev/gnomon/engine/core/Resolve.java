package dev.gnomon.engine.core;

import dev.gnomon.engine.core.history.HistoryComparison;
import dev.gnomon.engine.core.history.HistoryStore;
import dev.gnomon.engine.core.history.LockFile;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineEvent.MigrationResolved;
import dev.gnomon.engine.event.EngineEvent.Resolution;
import dev.gnomon.engine.event.EngineEvent.ResolveProposed;
import dev.gnomon.engine.migration.AppliedMigration;
import dev.gnomon.engine.migration.HistoryReport.Renamed;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.MigrationHistory;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Settles in the history table what happened outside of it. */
final class Resolve {

    private static final String EXAMPLE = "(example: \"20201207184859_initial_migration\")";

    private final Session session;
    private final Clock clock;

    Resolve(Session session, Clock clock) {
        this.session = session;
        this.clock = clock;
    }

    /** Record a migration as applied, and tell which failed rows this settled. */
    List<AppliedMigration> applied(MigrationHistory history, String migrationId) {
        return resolve(migrationId, Resolution.APPLIED, store -> {
            LockFile.check(history, session.dialect());
            Migration migration = history.migrations().stream()
                    .filter(candidate -> candidate.id().equals(migrationId)
                            && candidate.script().isPresent())
                    .findFirst()
                    .orElseThrow(() -> notFound(migrationId));
            Optional<List<AppliedMigration>> found = store.read();
            if (found.isEmpty()) {
                store.create();
            }
            List<AppliedMigration> rows = rowsOf(migrationId, found.orElse(List.of()));
            if (rows.stream().anyMatch(row -> row.finishedAt().isPresent())) {
                throw new GnomonException(
                        EngineErrorCode.MIGRATION_ALREADY_APPLIED,
                        "The migration `%s` is already recorded as applied in the database.".formatted(migrationId),
                        "");
            }
            List<AppliedMigration> settled = settle(store, rows);
            store.recordResolved(migrationId, migration.checksum().orElseThrow(), clock.instant());
            return settled;
        });
    }

    /** Record a migration as rolled back, and tell which failed rows this settled. */
    List<AppliedMigration> rolledBack(String migrationId) {
        return resolve(migrationId, Resolution.ROLLED_BACK, store -> {
            List<AppliedMigration> history = store.read()
                    .orElseThrow(() -> new GnomonException(
                            EngineErrorCode.USAGE,
                            "Invariant violation: called markMigrationRolledBack on a database without migrations"
                                    + " table.",
                            ""));
            List<AppliedMigration> rows = rowsOf(migrationId, history);
            if (rows.isEmpty()) {
                throw new GnomonException(
                        EngineErrorCode.MIGRATION_NEVER_APPLIED,
                        ("Migration `%s` cannot be rolled back because it was never applied to the database. Hint: did"
                                        + " you pass in the whole migration name? " + EXAMPLE)
                                .formatted(migrationId),
                        "");
            }
            if (rows.stream().allMatch(row -> row.finishedAt().isPresent())) {
                throw new GnomonException(
                        EngineErrorCode.MIGRATION_NOT_FAILED,
                        "Migration `%s` cannot be rolled back because it is not in a failed state."
                                .formatted(migrationId),
                        "");
            }
            return settle(store, rows);
        });
    }

    /** Record that the folder of an applied migration has another name now, and tell the old one. */
    String renamed(MigrationHistory history, String migrationId) {
        return resolve(migrationId, Resolution.RENAMED, store -> {
            LockFile.check(history, session.dialect());
            if (history.migrations().stream()
                    .noneMatch(migration -> migration.id().equals(migrationId))) {
                throw notFound(migrationId);
            }
            Optional<List<AppliedMigration>> rows = store.read();
            String from = HistoryComparison.renamed(history.migrations(), rows.orElse(List.of())).stream()
                    .filter(renamed -> renamed.to().equals(migrationId))
                    .map(Renamed::from)
                    .findFirst()
                    .orElseThrow(() -> new GnomonException(
                            EngineErrorCode.MIGRATION_RENAMED,
                            ("The migration %s is not the new name of another one: no migration that the database has and"
                                            + " the directory has not was applied with the same script.")
                                    .formatted(migrationId),
                            "`migrate status` shows which migrations are in the database and which in the directory."));
            for (AppliedMigration row : rowsOf(from, rows.orElse(List.of()))) {
                store.recordRenamed(row.rowId(), migrationId);
            }
            return from;
        });
    }

    /** What is done to the history table. */
    @FunctionalInterface
    private interface Settlement<R> {
        R in(HistoryStore store) throws SQLException;
    }

    private <R> R resolve(String migrationId, Resolution resolution, Settlement<R> settlement) {
        return session.steps()
                .run(
                        new ResolveProposed(session.location(), migrationId, resolution),
                        () -> session.locked(() -> {
                            session.prepareToWrite();
                            return settlement.in(session.history());
                        }),
                        settled -> new MigrationResolved(migrationId, resolution));
    }

    private List<AppliedMigration> settle(HistoryStore store, List<AppliedMigration> rows) throws SQLException {
        List<AppliedMigration> failed =
                rows.stream().filter(AppliedMigration::isFailed).toList();
        for (AppliedMigration row : failed) {
            store.recordRolledBack(row.rowId(), clock.instant());
        }
        return failed;
    }

    private static List<AppliedMigration> rowsOf(String migrationId, List<AppliedMigration> rows) {
        return rows.stream()
                .filter(row -> row.migrationId().equals(migrationId))
                .toList();
    }

    private static GnomonException notFound(String migrationId) {
        return new GnomonException(
                EngineErrorCode.MIGRATION_NOT_FOUND,
                ("The migration %s could not be found. Please make sure that the migration exists, and that you included"
                                + " the whole name of the directory. " + EXAMPLE)
                        .formatted(migrationId),
                "");
    }
}
