package dev.gnomon.cli;

import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.core.plugin.Dialects;
import dev.gnomon.engine.event.EngineEvent;
import dev.gnomon.engine.event.EngineEvent.Found;
import dev.gnomon.engine.event.EngineEvent.MigrationReplayProposed;
import dev.gnomon.engine.event.EngineEvent.MigrationReplayed;
import dev.gnomon.engine.event.EngineEvent.Proposed;
import dev.gnomon.engine.event.EngineEvent.Reported;
import dev.gnomon.engine.event.EngineEvent.ScriptStatementExecuted;
import dev.gnomon.engine.event.EngineEvent.ScriptStatementProposed;
import dev.gnomon.engine.event.EngineEvent.StatementProposed;
import dev.gnomon.engine.event.EngineListener;
import dev.gnomon.engine.event.Observer;
import dev.gnomon.engine.event.Occurrence;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes the dialects and the engine when the first command needs them, and closes the engine at the end. */
final class EngineHolder implements AutoCloseable {

    private final Surroundings surroundings;
    private final Progress progress = new Progress();
    private final ShippedListeners shipped;
    private Optional<String> dialectFolders = Optional.empty();
    private Optional<Dialects> dialects = Optional.empty();
    private Optional<Engine> engine = Optional.empty();

    EngineHolder(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.shipped = new ShippedListeners(surroundings);
    }

    /** Look for dialects in these folders too; counts before the dialects are asked for. */
    synchronized void addDialectFolders(Optional<String> paths) {
        dialectFolders = paths;
    }

    /** The listeners that gnomon comes with, as the project and the command line ask for them. */
    ShippedListeners shippedListeners() {
        return shipped;
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

    /**
     * The engine, which shows nothing.
     *
     * @param schema whose project's listeners watch
     */
    Engine engineOf(Optional<Path> schema) {
        schema.ifPresent(shipped::addSchema);
        return engine();
    }

    /** The engine, which shows nothing. */
    Engine engine() {
        return engine(new Observer() {}, Optional.empty(), CacheFolder.of(surroundings.environment()));
    }

    /**
     * The engine; what it does from now on is shown by this listener.
     *
     * @param lockPatience how long to wait for the migration lock; counts when the engine is made
     * @param cache        where what histories build is kept; counts when the engine is made
     */
    synchronized Engine engine(Observer shown, Optional<Duration> lockPatience, Optional<Path> cache) {
        progress.current = shown;
        if (engine.isEmpty()) {
            Engine.Builder builder = Engine.builder().listeners(dialects().listeners());
            List<EngineListener> own = shipped.open();
            builder.listenerPatience(shipped.listenerPatience());
            own.forEach(builder::listener);
            builder.listener(progress);
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
        shipped.close();
    }

    /** Hands events to whichever listener the command at work has. */
    private static final class Progress implements Observer {
        private volatile Observer current = new Observer() {};

        /** Not the migrations of a replay, so that they need not go to the database one by one. */
        @Override
        public boolean watches(Class<? extends EngineEvent> kind) {
            return !Found.class.isAssignableFrom(kind)
                    && kind != MigrationReplayProposed.class
                    && kind != MigrationReplayed.class
                    && kind != ScriptStatementProposed.class
                    && kind != ScriptStatementExecuted.class
                    && kind != StatementProposed.class;
        }

        @Override
        public void before(Occurrence occurrence, Proposed event) {
            current.before(occurrence, event);
        }

        @Override
        public void after(Occurrence occurrence, Reported event) {
            current.after(occurrence, event);
        }
    }
}
