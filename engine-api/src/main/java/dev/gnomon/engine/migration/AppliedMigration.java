package dev.gnomon.engine.migration;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A row of the history table {@code _prisma_migrations}.
 *
 * @param rowId        a random UUID
 * @param migrationId  the name of the migration's folder; several rows may have the same
 * @param logs         the error's text where the migration failed; while it runs, or when it was cut off, how far it came
 * @param appliedSteps 1 after the script ran, 0 before and for rows that {@code resolve} wrote
 */
public record AppliedMigration(
        String rowId,
        String migrationId,
        Checksum checksum,
        Instant startedAt,
        Optional<Instant> finishedAt,
        Optional<Instant> rolledBackAt,
        Optional<String> logs,
        int appliedSteps) {

    public AppliedMigration {
        Objects.requireNonNull(rowId, "rowId");
        Objects.requireNonNull(migrationId, "migrationId");
        Objects.requireNonNull(checksum, "checksum");
        Objects.requireNonNull(startedAt, "startedAt");
        Objects.requireNonNull(finishedAt, "finishedAt");
        Objects.requireNonNull(rolledBackAt, "rolledBackAt");
        Objects.requireNonNull(logs, "logs");
    }

    /** Started, neither finished nor rolled back: it blocks further migrations. */
    public boolean isFailed() {
        return finishedAt.isEmpty() && rolledBackAt.isEmpty();
    }

    /** How far the script came before it failed, or was cut off; empty where nothing of it stays, or nobody knows. */
    public Optional<PartialRun> partialRun() {
        return logs.flatMap(PartialRun::find);
    }

    public boolean isApplied() {
        return finishedAt.isPresent() && rolledBackAt.isEmpty();
    }

    public boolean isRolledBack() {
        return rolledBackAt.isPresent();
    }
}
