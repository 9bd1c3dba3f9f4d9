package dev.gnomon.engine.core;

import dev.gnomon.engine.core.history.HistoryComparison;
import dev.gnomon.engine.core.history.HistorySplit;
import dev.gnomon.engine.core.history.LockFile;
import dev.gnomon.engine.dialect.Capability;
import dev.gnomon.engine.dialect.ScriptStatement;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineEvent.Purpose;
import dev.gnomon.engine.migration.AppliedMigration;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.engine.migration.PartialRun;
import dev.gnomon.engine.migration.PartialRun.State;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Goes on with a migration whose run was cut off, where it can be proved how far it came: the history row says from which
 * statement on, the shadow database says how the database looks after each, and exactly one of them is how it looks.
 */
final class Resumption {

    private final Stages stages;
    private final Session session;
    private final MigrationApplier applier;

    Resumption(Stages stages, MigrationApplier applier) {
        this.stages = stages;
        this.session = stages.session();
        this.applier = applier;
    }

    /** A migration that was cut off, before anything is known about the database. */
    private record Interrupted(
            AppliedMigration row, Migration migration, List<ScriptStatement> statements, List<Migration> before) {

        int certain() {
            return row.partialRun().map(PartialRun::kept).orElse(0);
        }

        boolean failed() {
            return row.partialRun()
                    .map(run -> run.state() == State.FAILED)
                    .orElse(row.logs().filter(logs -> !logs.isBlank()).isPresent());
        }
    }

    /**
     * Bring the migration that was cut off to its end, or take note that nothing of it is there.
     *
     * @return empty if no migration was cut off
     * @throws GnomonException {@code GN-2003} if it cannot be proved how far it came
     */
    Optional<ResumedMigration> run(MigrationHistory history) {
        LockFile.check(history, session.dialect());
        Optional<Interrupted> found = session.steps().explained(() -> find(history));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Interrupted interrupted = found.get();
        List<DatabaseSchema> states = stages.replays().ofStatements(interrupted.before(), interrupted.statements());
        return session.steps()
                .explained(() -> session.locked(() -> {
                    session.prepareToWrite();
                    if (!find(history).map(Interrupted::row).equals(Optional.of(interrupted.row()))) {
                        throw refused(interrupted, "Another run has changed the migration history meanwhile.");
                    }
                    int kept = keptStatements(interrupted, states, stages.introspect());
                    applier.resume(interrupted.row(), interrupted.migration(), kept);
                    return Optional.of(new ResumedMigration(
                            interrupted.migration().id(),
                            interrupted.statements().size(),
                            kept));
                }));
    }

    private Optional<Interrupted> find(MigrationHistory history) throws SQLException {
        List<AppliedMigration> rows = session.historyRows();
        List<AppliedMigration> failed =
                rows.stream().filter(AppliedMigration::isFailed).toList();
        if (failed.isEmpty()) {
            return Optional.empty();
        }
        AppliedMigration row = failed.get(0);
        if (failed.size() > 1) {
            throw refused(row.migrationId(), "More than one migration is recorded as begun and not ended.");
        }
        Migration migration = history.migrations().stream()
                .filter(candidate -> candidate.id().equals(row.migrationId()))
                .filter(candidate -> candidate.script().isPresent())
                .findFirst()
                .orElseThrow(() -> refused(row.migrationId(), "Its file is not in the migrations directory."));
        String script = HistoryComparison.scriptOf(migration);
        if (!row.checksum().matches(script)) {
            throw refused(row.migrationId(), "Its file was changed since the run began.");
        }
        List<ScriptStatement> statements = session.dialect().scriptRunner().split(script);
        if (statements.size() > Resumable.MOST_STATEMENTS) {
            throw refused(row.migrationId(), "It has more than " + Resumable.MOST_STATEMENTS + " statements.");
        }
        return Optional.of(new Interrupted(row, migration, statements, before(history, rows, row.migrationId())));
    }

    /** The migrations that made the database what it was when the run began. */
    private List<Migration> before(MigrationHistory history, List<AppliedMigration> rows, String migrationId) {
        var diagnosis = HistoryComparison.compare(history.migrations(), Optional.of(rows));
        if (!diagnosis.missing().isEmpty() || !diagnosis.edited().isEmpty()) {
            throw refused(
                    migrationId,
                    "The database has other migrations than the directory: " + String.join(", ", diagnosis.missing())
                            + String.join(", ", diagnosis.edited()) + ".");
        }
        return HistorySplit.of(history.migrations(), rows).applied();
    }

    /** How many statements from the beginning took effect, if there is no doubt about it. */
    private int keptStatements(Interrupted interrupted, List<DatabaseSchema> states, DatabaseSchema actual) {
        int all = interrupted.statements().size();
        List<Integer> possible;
        if (session.dialect().capabilities().contains(Capability.TRANSACTIONAL_DDL)) {
            boolean atomic =
                    session.dialect().scriptRunner().isAtomic(HistoryComparison.scriptOf(interrupted.migration()));
            if (!atomic || interrupted.row().partialRun().isPresent()) {
                throw refused(interrupted, "Its script does not run as one transaction.");
            }
            possible = interrupted.failed() ? List.of(0) : List.of(0, all);
        } else {
            int last = interrupted.failed() ? interrupted.certain() : all;
            possible =
                    IntStream.rangeClosed(interrupted.certain(), last).boxed().toList();
        }
        List<Integer> matching = possible.stream()
                .filter(count -> count < states.size() && isSame(states.get(count), actual))
                .toList();
        if (matching.isEmpty()) {
            throw refused(
                    interrupted,
                    "The database looks like neither before nor after any statement that could have been the last.");
        }
        int kept = matching.get(0);
        if (matching.size() > 1) {
            throw refused(
                    interrupted,
                    "Statement %d%s changes nothing that can be seen in the structure of the database, so that nobody can tell whether it took effect."
                            .formatted(kept + 1, line(interrupted, kept)));
        }
        refuseLostSession(interrupted, kept);
        return kept;
    }

    private void refuseLostSession(Interrupted interrupted, int kept) {
        List<ScriptStatement> statements = interrupted.statements();
        if (kept == 0 || kept == statements.size()) {
            return;
        }
        Resumable.lostWithSession(statements, kept).ifPresent(index -> {
            throw refused(
                    interrupted,
                    "Statement %d%s made settings of its session that are gone with it."
                            .formatted(index + 1, line(interrupted, index)));
        });
        Resumable.notAlone(session.dialect(), statements, kept).ifPresent(statement -> {
            throw refused(interrupted, "The statement at line " + statement.line() + " cannot be run alone.");
        });
    }

    private boolean isSame(DatabaseSchema expected, DatabaseSchema actual) {
        return stages.diff(Purpose.DRIFT, expected, actual).isEmpty()
                && stages.diff(Purpose.DRIFT, actual, expected).isEmpty()
                && unmodelled(expected).equals(unmodelled(actual));
    }

    /** What no diff looks at: views, and what tables have besides. */
    private static List<String> unmodelled(DatabaseSchema schema) {
        List<String> found = new ArrayList<>();
        schema.views().forEach(view -> found.add("view " + view.name().name()));
        for (Table table : schema.tables()) {
            table.unmodelled()
                    .forEach(feature -> found.add(table.name().name() + " " + feature.kind() + " " + feature.name()));
        }
        return found.stream().sorted().toList();
    }

    private static String line(Interrupted interrupted, int index) {
        return index < interrupted.statements().size()
                ? " (line " + interrupted.statements().get(index).line() + ")"
                : "";
    }

    private static GnomonException refused(Interrupted interrupted, String reason) {
        return refused(interrupted.migration().id(), reason);
    }

    private static GnomonException refused(String migrationId, String reason) {
        return new GnomonException(
                EngineErrorCode.CANNOT_RESUME,
                "The migration %s cannot be resumed, since it cannot be proved how far it came. %s Nothing was changed."
                        .formatted(migrationId, reason),
                "Run `migrate status`, which says how to settle it with `migrate resolve`.");
    }
}
