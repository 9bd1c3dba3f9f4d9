package dev.gnomon.engine.core;

import dev.gnomon.engine.core.event.Steps;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineEvent.MigrationReplayProposed;
import dev.gnomon.engine.event.EngineEvent.Proposed;
import dev.gnomon.engine.event.EngineEvent.ReplayProposed;
import dev.gnomon.engine.event.EngineEvent.ScriptReplayProposed;
import dev.gnomon.engine.event.EngineEvent.ShadowIntrospectProposed;
import dev.gnomon.engine.event.EngineEvent.ShadowProposed;
import java.sql.SQLException;

/** Explains failures by the database that they happened on: its user and its name are in the words. */
record DatabaseExplanation(Workspace workspace) implements Steps.Explanation {

    @Override
    public GnomonException of(SQLException failure) {
        return workspace
                .target()
                .map(target -> workspace.dialect().connector().explain(failure, target))
                .orElseGet(() -> new GnomonException(
                        EngineErrorCode.DATABASE_FAILURE, String.valueOf(failure.getMessage()), "", failure));
    }

    @Override
    public GnomonException of(SQLException failure, Proposed step) {
        boolean inShadow = step instanceof ShadowProposed
                || step instanceof ShadowIntrospectProposed
                || step instanceof MigrationReplayProposed
                || step instanceof ScriptReplayProposed
                || step instanceof ReplayProposed;
        return workspace
                .shadow()
                .configured()
                .filter(target -> inShadow)
                .map(target -> workspace.dialect().connector().explain(failure, target))
                .orElseGet(() -> of(failure));
    }
}
