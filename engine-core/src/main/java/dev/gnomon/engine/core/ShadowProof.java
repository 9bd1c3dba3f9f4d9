package dev.gnomon.engine.core;

import dev.gnomon.engine.core.event.Steps;
import dev.gnomon.engine.dialect.PermissionReport;
import dev.gnomon.engine.dialect.PoolerReport;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.util.Optional;

/** {@code shadow check}: what a shadow database needs here, proved by making and dropping one. */
final class ShadowProof {

    private final Stages stages;

    ShadowProof(Stages stages) {
        this.stages = stages;
    }

    ShadowCheck run() {
        Session session = stages.session();
        Steps steps = session.steps();
        String version = steps.explained(session::serverVersion);
        PermissionReport permission = steps.explained(() -> session.shadows().checkPermission(session.connection()));
        PoolerReport pooler = steps.explained(session::pooler);
        boolean configured = session.workspace().shadow().configured().isPresent();
        try {
            String name = stages.replays().prove();
            return new ShadowCheck(configured, version, permission, pooler, Optional.of(name), Optional.empty());
        } catch (GnomonException failure) {
            if (failure.code() == EngineErrorCode.STEP_VETOED) {
                throw failure;
            }
            return new ShadowCheck(configured, version, permission, pooler, Optional.empty(), Optional.of(failure));
        }
    }
}
