package dev.gnomon.engine.event;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.change.SchemaChange;
import dev.gnomon.engine.dialect.DatabaseLocation;
import dev.gnomon.engine.migration.DataLossReport;
import dev.gnomon.engine.migration.DataLossReport.Finding;
import dev.gnomon.engine.migration.HistoryReport;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.RenderedMigration;
import dev.gnomon.engine.migration.ReplayedHistory;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Something the engine is about to do, or has done. Carries values only: never a connection, never a
 * URL with credentials.
 */
public sealed interface EngineEvent {

    /** About to happen. Holds the step's whole input; a listener may veto it. */
    sealed interface Proposed extends EngineEvent {}

    /**
     * Something that a stage came upon, and that the run goes on with unless a listener vetoes it. Has no
     * report of its own: the stage's report holds it.
     */
    sealed interface Found extends Proposed {}

    /** Has happened, or has failed. Holds the step's result. */
    sealed interface Reported extends EngineEvent {}

    /** What a diff is made for. */
    enum Purpose {
        DRIFT,
        MIGRATION,
        PUSH,
        COMPARISON
    }

    /** Where the statements of a migration run. */
    enum Place {
        SHADOW_DATABASE,
        DATABASE
    }

    /** How a run ended. */
    enum RunResult {
        COMPLETED,
        VETOED,
        FAILED
    }

    /** How {@code resolve} settles a migration. */
    enum Resolution {
        APPLIED,
        ROLLED_BACK,
        /** It was applied under the name that its folder had before. */
        RENAMED
    }

    /** The first event of every run. */
    record RunStarted() implements Reported {}

    /**
     * The last event of every run, however it ended.
     *
     * @param failure what went wrong, in words for the user and without secrets; empty if the run completed
     */
    record RunEnded(RunResult result, Optional<String> failure) implements Reported {}

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

    /** The shadow database is there: empty, or a copy of what an earlier replay built. */
    record ShadowDatabaseCreated(String name) implements Reported {}

    /** The shadow database is gone, kept under another name, or empty again if it is the user's own. */
    record ShadowDatabaseReleased(String name) implements Reported {}

    /** The shadow database could not be dropped or emptied; the result of the replay stands all the same. */
    record ShadowDatabaseLeftBehind(String name, String reason) implements Reported {}

    record MigrationReplayProposed(Migration migration) implements Proposed {}

    record MigrationReplayed(Migration migration) implements Reported {}

    /** A file of SQL is loaded into the shadow database for a {@code diff}. */
    record ScriptReplayProposed(String name, String script) implements Proposed {}

    record ScriptReplayed(String name) implements Reported {}

    /** The shadow database is read, after the migrations that a reading is for. */
    record ShadowIntrospectProposed(String name) implements Proposed {}

    record ShadowIntrospected(String name, DatabaseSchema schema) implements Reported {}

    record IntrospectProposed(DatabaseLocation database) implements Proposed {}

    record DatabaseIntrospected(DatabaseSchema schema) implements Reported {}

    record DiffProposed(Purpose purpose, BeforeAfter<DatabaseSchema> schemas) implements Proposed {}

    record SchemasDiffed(Purpose purpose, ChangeSet changeSet) implements Reported {}

    /**
     * A diff found a change; told for each, in their order, before the diff is reported.
     *
     * @param index the change's place in the change set, from 0
     */
    record ChangeFound(Purpose purpose, SchemaChange change, int index) implements Found {}

    record RenderProposed(ChangeSet changeSet) implements Proposed {}

    record ChangesRendered(RenderedMigration migration) implements Reported {}

    /**
     * A change became a statement; told for each, in their order, before the rendering is reported.
     *
     * @param statement without a terminator
     */
    record StatementRendered(SchemaChange change, String statement) implements Found {}

    record EvaluateProposed(RenderedMigration migration) implements Proposed {}

    record DataLossEvaluated(DataLossReport report) implements Reported {}

    /**
     * The evaluation came to a finding; told for each before the report.
     *
     * @param rows how many rows the finding's table has; empty if it has no table, or nobody could count them
     */
    record FindingMade(SchemaChange change, Finding finding, OptionalLong rows) implements Found {}

    record WriteProposed(Migration migration) implements Proposed {}

    record MigrationWritten(Migration migration) implements Reported {}

    /** The migration lock is waited for. Nothing has been written by this run's stage yet. */
    record LockProposed(DatabaseLocation database) implements Proposed {}

    /** The migration lock is held until it is reported as released. */
    record MigrationLockTaken() implements Reported {}

    record MigrationLockReleased() implements Reported {}

    /**
     * All that the directory has and the database has not is applied next. The statements of all of them are
     * proposed after this and before the first one is sent, so that a veto of any of them leaves nothing.
     */
    record ApplyPendingProposed(DatabaseLocation database, List<Migration> migrations) implements Proposed {
        public ApplyPendingProposed {
            migrations = List.copyOf(migrations);
        }
    }

    /**
     * A statement of a migration, or of another script, is sent. Told before the first statement of its script
     * runs, since a script runs as one piece: in one transaction where the database allows it.
     *
     * @param script    the id of the migration, or what messages call the script
     * @param index     how many statements of the script come before, from 0
     * @param line      the line of the script on which it begins, from 1
     * @param statement without its terminator, comments before it included
     * @param affected  the tables that it is about, as far as that can be read from the statement
     */
    record ScriptStatementProposed(
            Place place, String script, int index, int line, String statement, List<AffectedTable> affected)
            implements Proposed {
        public ScriptStatementProposed {
            affected = List.copyOf(affected);
        }
    }

    /**
     * A statement of a migration, or of another script, ran. Told when the whole script has run; if it failed,
     * for those statements whose work stays. The parts are those of {@link ScriptStatementProposed}.
     */
    record ScriptStatementExecuted(Place place, String script, int index, int line, String statement)
            implements Reported {}

    /** A migration is applied. All that a run applies is proposed before the first of it begins. */
    record ApplyProposed(Migration migration) implements Proposed {}

    /** A migration that was proposed begins. */
    record ApplyStarted(Migration migration) implements Reported {}

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

    /** One statement of a {@code db push} is sent. All are proposed before the first one is. */
    record StatementProposed(SchemaChange change, String statement) implements Proposed {}

    record StatementExecuted(SchemaChange change, String statement) implements Reported {}

    record SchemaPushed(int executedSteps) implements Reported {}

    record ResetProposed(DatabaseLocation database) implements Proposed {}

    record DatabaseWasReset(DatabaseLocation database) implements Reported {}

    /** A database is about to be marked as not to be emptied, or the mark to be taken away. */
    record ProtectionProposed(DatabaseLocation database, boolean protect) implements Proposed {}

    record ProtectionChanged(DatabaseLocation database, boolean isProtected) implements Reported {}

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
