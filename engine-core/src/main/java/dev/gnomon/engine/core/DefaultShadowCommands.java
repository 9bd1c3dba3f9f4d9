package dev.gnomon.engine.core;

import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.ShadowDatabases.Leftover;
import java.util.List;

/** Starts the runs of the commands about shadow databases. */
final class DefaultShadowCommands implements ShadowCommands {

    private final DefaultEngine engine;

    DefaultShadowCommands(DefaultEngine engine) {
        this.engine = engine;
    }

    @Override
    public List<Leftover> list(Workspace workspace) {
        return engine.run("shadow list", workspace, stages -> new ShadowLeftovers(stages.session()).list());
    }

    @Override
    public void drop(Workspace workspace, String name) {
        engine.run("shadow drop", workspace, stages -> new ShadowLeftovers(stages.session()).drop(name));
    }

    @Override
    public ShadowCheck check(Workspace workspace) {
        return engine.run("shadow check", workspace, stages -> new ShadowProof(stages).run());
    }
}
