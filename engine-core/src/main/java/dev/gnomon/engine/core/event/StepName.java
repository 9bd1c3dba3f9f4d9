package dev.gnomon.engine.core.event;

import dev.gnomon.engine.event.EngineEvent.ApplyPendingProposed;
import dev.gnomon.engine.event.EngineEvent.ApplyProposed;
import dev.gnomon.engine.event.EngineEvent.ChangeFound;
import dev.gnomon.engine.event.EngineEvent.CreateDatabaseProposed;
import dev.gnomon.engine.event.EngineEvent.DiagnoseProposed;
import dev.gnomon.engine.event.EngineEvent.DiffProposed;
import dev.gnomon.engine.event.EngineEvent.DropDatabaseProposed;
import dev.gnomon.engine.event.EngineEvent.DropLeftoverProposed;
import dev.gnomon.engine.event.EngineEvent.EvaluateProposed;
import dev.gnomon.engine.event.EngineEvent.ExecuteProposed;
import dev.gnomon.engine.event.EngineEvent.FindingMade;
import dev.gnomon.engine.event.EngineEvent.IntrospectProposed;
import dev.gnomon.engine.event.EngineEvent.LockProposed;
import dev.gnomon.engine.event.EngineEvent.MigrationReplayProposed;
import dev.gnomon.engine.event.EngineEvent.Proposed;
import dev.gnomon.engine.event.EngineEvent.ProtectionProposed;
import dev.gnomon.engine.event.EngineEvent.PushProposed;
import dev.gnomon.engine.event.EngineEvent.RenderProposed;
import dev.gnomon.engine.event.EngineEvent.ReplayProposed;
import dev.gnomon.engine.event.EngineEvent.ResetProposed;
import dev.gnomon.engine.event.EngineEvent.ResolveProposed;
import dev.gnomon.engine.event.EngineEvent.ScriptReplayProposed;
import dev.gnomon.engine.event.EngineEvent.ScriptStatementProposed;
import dev.gnomon.engine.event.EngineEvent.ShadowIntrospectProposed;
import dev.gnomon.engine.event.EngineEvent.ShadowProposed;
import dev.gnomon.engine.event.EngineEvent.StatementProposed;
import dev.gnomon.engine.event.EngineEvent.StatementRendered;
import dev.gnomon.engine.event.EngineEvent.WriteProposed;

/** What a step is called in a message. */
final class StepName {

    private StepName() {}

    static String of(Proposed event) {
        return switch (event) {
            case DiagnoseProposed ignored -> "Diagnosing the migration history";
            case ReplayProposed ignored -> "Replaying the migration history";
            case ShadowProposed ignored -> "Preparing the shadow database";
            case MigrationReplayProposed replay ->
                "Replaying the migration " + replay.migration().id();
            case ScriptReplayProposed replay -> "Loading " + replay.name();
            case ShadowIntrospectProposed ignored -> "Introspecting the shadow database";
            case IntrospectProposed ignored -> "Introspecting the database";
            case DiffProposed diff ->
                switch (diff.purpose()) {
                    case DRIFT -> "Looking for drift";
                    case MIGRATION, PUSH -> "Looking for changes";
                    case COMPARISON -> "Comparing the schemas";
                };
            case ChangeFound found -> "The change " + found.change().heading();
            case RenderProposed ignored -> "Rendering the changes";
            case StatementRendered ignored -> "A statement of the next migration";
            case EvaluateProposed ignored -> "Evaluating data loss";
            case FindingMade ignored -> "A finding of the evaluation";
            case WriteProposed write ->
                "Writing the migration " + write.migration().id();
            case LockProposed ignored -> "Taking the migration lock";
            case ApplyPendingProposed ignored -> "Applying the pending migrations";
            case ScriptStatementProposed statement ->
                "The statement at line %d of %s".formatted(statement.line(), statement.script());
            case ApplyProposed apply ->
                "Applying the migration " + apply.migration().id();
            case ResolveProposed resolve -> "Resolving the migration " + resolve.migrationId();
            case PushProposed ignored -> "Pushing the schema";
            case StatementProposed ignored -> "Executing a statement";
            case ResetProposed ignored -> "Resetting the database";
            case ProtectionProposed ignored -> "Changing the protection of the database";
            case ExecuteProposed ignored -> "Executing the script";
            case CreateDatabaseProposed ignored -> "Creating the database";
            case DropDatabaseProposed ignored -> "Dropping the database";
            case DropLeftoverProposed drop -> "Dropping the shadow database " + drop.name();
        };
    }
}
