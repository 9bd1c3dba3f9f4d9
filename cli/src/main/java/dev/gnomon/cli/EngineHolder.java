package dev.gnomon.cli;

import dev.gnomon.engine.core.Dialects;
import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.event.EngineEvent.Proposed;
import dev.gnomon.engine.event.EngineEvent.Reported;
import dev.gnomon.engine.event.EngineListener;
import dev.gnomon.engine.event.Run;
import dev.gnomon.engine.event.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the dialects and the engine when the first command needs them, and closes the engine at the end. */
final class EngineHolder implements AutoCloseable {

    private final Surroundings surroundings;
    private final Progress progress = new Progress();
    private Optional<String> dialectFolders = Optional.empty();
    private Optional<Dialects> dialects = Optional.empty();
    private Optional<Engine> engine = Optional.empty();

    EngineHolder(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Look for dialects in these folders too; counts before the dialects are asked for. */
    synchronized void addDialectFolders(Optional<String> paths) {
        dialectFolders = paths;
    }

    synchronized Dialects dialects() {
        if (dialects.isEmpty()) {
            dialects = Optional.of(Dialects.load(
                    DialectFolders.of(surroundings.workingDirectory(), surroundings.environment(), dialectFolders)));
        }
        return dialects.get();
    }

    /** The dialects, with those of these folders. */
    synchronized Dialects dialects(Optional<String> paths) {
        addDialectFolders(paths);
        return dialects();
    }

    /** The dialects, if they were asked for. */
    synchronized Optional<Dialects> loadedDialects() {
        return dialects;
    }

    /** The engine, which shows nothing. */
    Engine engine() {
        return engine(new EngineListener() {}, Optional.empty(), CacheFolder.of(surroundings.environment()));
    }

    /**
     * The engine; what it does from now on is shown by this listener.
     *
     * @param lockPatience how long to wait for the migration lock; counts when the engine is made
     * @param cache        where what histories build is kept; counts when the engine is made
     */
    synchronized Engine engine(EngineListener shown, Optional<Duration> lockPatience, Optional<Path> cache) {
        progress.current = shown;
        if (engine.isEmpty()) {
            List<EngineListener> listeners = new ArrayList<>(dialects().listeners());
            listeners.add(progress);
            Engine.Builder builder = Engine.builder().listeners(listeners);
            lockPatience.ifPresent(builder::lockPatience);
            cache.ifPresent(folder -> builder.replayCache(folder, CacheFolder.MOST_BYTES));
            engine = Optional.of(builder.build());
        }
        return engine.get();
    }

    /** Gives back what runs that are under way hold; safe to call from a shutdown hook. */
    @Override
    public void close() {
        Optional<Engine> open;
        synchronized (this) {
            open = engine;
            engine = Optional.empty();
        }
        open.ifPresent(Engine::close);
    }

    /** Hands events to whichever listener the command at work has. */
    private static final class Progress implements EngineListener {
        private volatile EngineListener current = new EngineListener() {};

        @Override
        public Verdict before(Run run, Proposed event) {
            return current.before(run, event);
        }

        @Override
        public void after(Run run, Reported event) {
            current.after(run, event);
        }
    }
}
