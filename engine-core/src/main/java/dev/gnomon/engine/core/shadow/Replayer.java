package dev.gnomon.engine.core.shadow;

import dev.gnomon.engine.core.cache.ReplayFiles;
import dev.gnomon.engine.core.event.Steps;
import dev.gnomon.engine.core.history.HistorySplit;
import dev.gnomon.engine.core.workspace.SchemaSource.Scripts.Script;
import dev.gnomon.engine.dialect.ScriptStatement;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineEvent.HistoryReplayed;
import dev.gnomon.engine.event.EngineEvent.ReplayProposed;
import dev.gnomon.engine.migration.Migration;
import dev.gnomon.engine.migration.ReplayedHistory;
import dev.gnomon.engine.model.DatabaseSchema;
import java.util.List;
import java.util.Optional;

/** Finds out what migrations and other scripts build, by running them in a shadow database and reading it. */
public final class Replayer {

    private final ShadowRegistry registry;
    private final ReplayCache cache = new ReplayCache();
    private final Optional<ReplayFiles> files;

    /**
     * @param files where results are kept from one run to the next; empty: nowhere
     */
    public Replayer(ShadowRegistry registry, Optional<ReplayFiles> files) {
        this.registry = registry;
        this.files = files;
    }

    /**
     * Replay a history once and read it twice: where the database is, and at the end.
     *
     * @param inquiry something else to find out at the end; what is known is not asked again
     * @throws GnomonException {@code P3006} if a migration fails, {@code P3014} and others if there is no shadow
     *     database to be had
     */
    public Replayed replay(Steps steps, ShadowSite site, HistorySplit history, Optional<Inquiry> inquiry) {
        return steps.run(
                new ReplayProposed(history.applied(), history.pending()),
                () -> new HistoryReplay(shadows(steps, site), KnownReplays.at(site, cache, files))
                        .find(history, inquiry),
                replayed -> new HistoryReplayed(replayed.history()));
    }

    /** Run scripts that are no migrations, and read what they build. */
    public Replayed load(Steps steps, ShadowSite site, List<Script> scripts, Optional<Inquiry> inquiry) {
        return steps.explained(() -> shadows(steps, site).run(scripts, replay -> {
            scripts.forEach(replay::load);
            DatabaseSchema built = replay.read();
            return new Replayed(new ReplayedHistory(built, built), replay.ask(inquiry, built));
        }));
    }

    /**
     * Replay migrations and then single statements, and read the database before the first of these and after each.
     *
     * @return one more than the statements; fewer if one of them fails
     */
    public List<DatabaseSchema> replayStatements(
            Steps steps, ShadowSite site, List<Migration> migrations, List<ScriptStatement> statements) {
        return steps.run(
                new ReplayProposed(migrations, List.of()),
                () -> shadows(steps, site).run(ReachCheck.scriptsOf(migrations, statements), replay -> {
                    replay.run(migrations);
                    return replay.runSingly(statements);
                }),
                states -> new HistoryReplayed(new ReplayedHistory(states.get(0), states.get(states.size() - 1))));
    }

    /** Make a shadow database and give it back; tell its name. */
    public String prove(Steps steps, ShadowSite site) {
        return steps.explained(() -> shadows(steps, site).run(List.of(), Replay::name));
    }

    private ShadowUse shadows(Steps steps, ShadowSite site) {
        return new ShadowUse(registry, steps, site);
    }
}
