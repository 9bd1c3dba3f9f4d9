package dev.gnomon.engine.event;

import dev.gnomon.engine.change.ChangeSet;
import dev.gnomon.engine.dialect.DatabaseLocation;
import dev.gnomon.engine.migration.DataLossReport;
import dev.gnomon.engine.migration.HistoryReport;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.RenderedMigration;
import dev.gnomon.engine.migration.ReplayedHistory;
import dev.gnomon.engine.model.BeforeAfter;
import dev.gnomon.engine.model.DatabaseSchema;
import java.util.List;

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

    record DiagnoseProposed(DatabaseLocation database, List<Migration> migrations) implements Proposed {}

    record HistoryDiagnosed(HistoryReport report) implements Reported {}

    record ReplayProposed(List<Migration> applied, List<Migration> pending) implements Proposed {}

    record ShadowDatabaseCreated(String name) implements Reported {}

    record MigrationReplayProposed(Migration migration) implements Proposed {}

    record MigrationReplayed(Migration migration) implements Reported {}

    record ShadowDatabaseReleased(String name) implements Reported {}

    record HistoryReplayed(ReplayedHistory history) implements Reported {}

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

    record ApplyProposed(Migration migration) implements Proposed {}

    record MigrationApplied(Migration migration) implements Reported {}

    record PushProposed(RenderedMigration migration, DataLossReport report) implements Proposed {}

    record SchemaPushed(int executedSteps) implements Reported {}

    record ResetProposed(DatabaseLocation database) implements Proposed {}

    record DatabaseWasReset(DatabaseLocation database) implements Reported {}

    record ExecuteProposed(DatabaseLocation database, String script) implements Proposed {}

    record ScriptExecuted(DatabaseLocation database) implements Reported {}

    record StepVetoed(Proposed step, String listener, String reason) implements Reported {}

    record StepFailed(Proposed step, RuntimeException failure) implements Reported {}
}
