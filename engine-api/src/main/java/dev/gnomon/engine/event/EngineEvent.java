package dev.gnomon.engine.event;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.dialect.DatabaseLocation;
import dev.gnomon.engine.migration.DataLossReport;
import dev.gnomon.engine.migration.HistoryReport;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.RenderedMigration;
import dev.gnomon.engine.migration.ReplayedHistory;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import java.util.List;
import java.util.Optional;

/**
 * Something the engine is about to do, or has done. Carries values only: never a connection, never a
 * URL with credentials.
 */
public sealed interface EngineEvent {

    /** About to happen. Holds the step's whole input; a listener may veto it. */
    sealed interface Proposed extends EngineEvent {}

    /** Has happened, or has failed. Holds the step's result. */
    sealed interface Reported extends EngineEvent {}

    /** What a diff is made for. */
    enum Purpose {
        DRIFT,
        MIGRATION,
        PUSH,
        COMPARISON
    }

    /** How {@code resolve} settles a migration. */
    enum Resolution {
        APPLIED,
        ROLLED_BACK
    }

    /** The first event of every run. */
    record RunStarted() implements Reported {}

    /** The last event of every run, however it ended; the run's result or failure was told before. */
    record RunEnded() implements Reported {}

    record DiagnoseProposed(DatabaseLocation database, List<Migration> migrations) implements Proposed {
        public DiagnoseProposed {
            migrations = List.copyOf(migrations);
        }
    }

    record HistoryDiagnosed(HistoryReport report) implements Reported {}

    /** The history is replayed: what the database has, then what it has not. */
    record ReplayProposed(List<Migration> applied, List<Migration> pending) implements Proposed {
        public ReplayProposed {
            applied = List.copyOf(applied);
            pending = List.copyOf(pending);
        }
    }

    record HistoryReplayed(ReplayedHistory history) implements Reported {}

    /** A shadow database is made, or the configured one is emptied. */
    record ShadowProposed(Optional<DatabaseLocation> configured) implements Proposed {}

    /** The shadow database is there and empty. */
    record ShadowDatabaseCreated(String name) implements Reported {}

    /** The shadow database is gone, or empty again if it is the user's own. */
    record ShadowDatabaseReleased(String name) implements Reported {}

    /** The shadow database could not be dropped or emptied; the result of the replay stands all the same. */
    record ShadowDatabaseLeftBehind(String name, String reason) implements Reported {}

    record MigrationReplayProposed(Migration migration) implements Proposed {}

    record MigrationReplayed(Migration migration) implements Reported {}

    /** A file of SQL is loaded into the shadow database for a {@code diff}. */
    record ScriptReplayProposed(String name, String script) implements Proposed {}

    record ScriptReplayed(String name) implements Reported {}

    record IntrospectProposed(DatabaseLocation database) implements Proposed {}

    record DatabaseIntrospected(DatabaseSchema schema) implements Reported {}

    record DiffProposed(Purpose purpose, BeforeAfter<DatabaseSchema> schemas) implements Proposed {}

    record SchemasDiffed(Purpose purpose, ChangeSet changeSet) implements Reported {}

    record RenderProposed(ChangeSet changeSet) implements Proposed {}

    record ChangesRendered(RenderedMigration migration) implements Reported {}

    record EvaluateProposed(RenderedMigration migration) implements Proposed {}

    record DataLossEvaluated(DataLossReport report) implements Reported {}

    record WriteProposed(Migration migration) implements Proposed {}

    record MigrationWritten(Migration migration) implements Reported {}

    /** The migration lock is held until the run ends. */
    record MigrationLockTaken() implements Reported {}

    record ApplyProposed(Migration migration) implements Proposed {}

    record MigrationApplied(Migration migration) implements Reported {}

    /** All that the directory had and the database had not is applied now; may be empty. */
    record PendingMigrationsApplied(List<String> migrationIds) implements Reported {
        public PendingMigrationsApplied {
            migrationIds = List.copyOf(migrationIds);
        }
    }

    record ResolveProposed(DatabaseLocation database, String migrationId, Resolution resolution) implements Proposed {}

    record MigrationResolved(String migrationId, Resolution resolution) implements Reported {}

    record PushProposed(RenderedMigration migration, DataLossReport report) implements Proposed {}

    /** One statement of a {@code db push} is sent. */
    record StatementProposed(SchemaChange change, String statement) implements Proposed {}

    record StatementExecuted(SchemaChange change, String statement) implements Reported {}

    record SchemaPushed(int executedSteps) implements Reported {}

    record ResetProposed(DatabaseLocation database) implements Proposed {}

    record DatabaseWasReset(DatabaseLocation database) implements Reported {}

    record ExecuteProposed(DatabaseLocation database, String script) implements Proposed {}

    record ScriptExecuted(DatabaseLocation database) implements Reported {}

    record CreateDatabaseProposed(DatabaseLocation database) implements Proposed {}

    record DatabaseCreated(DatabaseLocation database) implements Reported {}

    record DropDatabaseProposed(DatabaseLocation database) implements Proposed {}

    record DatabaseDropped(DatabaseLocation database) implements Reported {}

    /** A shadow database that an earlier run left behind is dropped. */
    record DropLeftoverProposed(String name) implements Proposed {}

    record LeftoverDropped(String name) implements Reported {}

    record StepVetoed(Proposed step, String listener, String reason) implements Reported {}

    record StepFailed(Proposed step, RuntimeException failure) implements Reported {}
}
