package dev.gnomon.engine.core.shadow;

import dev.gnomon.engine.core.event.Steps;
import dev.gnomon.engine.core.shadow.ShadowProvider.Reuse;
import dev.gnomon.engine.core.workspace.SchemaSource.Scripts.Script;
import dev.gnomon.engine.event.EngineEvent.ShadowDatabaseCreated;
import dev.gnomon.engine.event.EngineEvent.ShadowDatabaseLeftBehind;
import dev.gnomon.engine.event.EngineEvent.ShadowDatabaseReleased;
import dev.gnomon.engine.event.EngineEvent.ShadowProposed;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Gets shadow databases at one site, and gives each back. The only way to one: whatever is going to run is read first.
 */
final class ShadowUse {

    /** What is done in a shadow database. */
    @FunctionalInterface
    interface Use<R> {
        R with(Replay replay) throws SQLException;
    }

    private final ShadowRegistry registry;
    private final Steps steps;
    private final ShadowSite site;

    ShadowUse(ShadowRegistry registry, Steps steps, ShadowSite site) {
        this.registry = registry;
        this.steps = steps;
        this.site = site;
    }

    /** Get an empty shadow database, do something in it and give it back. */
    <R> R run(List<Script> scripts, Use<R> use) throws SQLException {
        return run(Optional.empty(), scripts, use);
    }

    /**
     * The same in one that need not be empty.
     *
     * @param reuse   templates that it may be a copy of
     * @param scripts all that is going to run in it, which is read before anything else is done
     */
    <R> R run(Optional<Reuse> reuse, List<Script> scripts, Use<R> use) throws SQLException {
        Script initScript = new Script(
                "the script that prepares the shadow database", site.workspace().initScript());
        ReachCheck.refuse(site, initScript, scripts);
        ShadowLease lease = steps.run(
                new ShadowProposed(site.configured().map(site.dialect().connector()::locate)),
                () -> registry.open(() -> ShadowProvider.open(site, reuse, scripts)),
                opened -> new ShadowDatabaseCreated(opened.name()));
        try {
            Replay replay = new Replay(steps, site, lease);
            if (!initScript.sql().isBlank() && lease.base().isEmpty()) {
                replay.load(initScript);
            }
            return use.with(replay);
        } finally {
            release(lease);
        }
    }

    /** Whatever goes wrong here must not hide what the replay found or why it failed. */
    private void release(ShadowLease lease) {
        try {
            registry.close(lease);
            steps.tell(new ShadowDatabaseReleased(lease.name()));
        } catch (SQLException | RuntimeException failure) {
            steps.tell(new ShadowDatabaseLeftBehind(lease.name(), String.valueOf(failure.getMessage())));
        }
    }
}
