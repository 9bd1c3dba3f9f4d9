package dev.gnomon.engine.core;

import dev.gnomon.engine.core.cache.ReplayFiles;
import dev.gnomon.engine.core.event.TimeLimitedListener;
import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.event.EngineListener;
import dev.gnomon.engine.migration.AppliedMigration;
import dev.gnomon.engine.migration.MigrationHistory;
import dev.gnomon.engine.model.DatabaseSchema;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The engine: one method for each command.
 *
 * <p>A method either returns an outcome, in which findings (drift, possible data loss) are values, or throws a
 * {@link dev.gnomon.engine.error.GnomonException} that says what could not be done and what the user can do about it.
 * Every stage of every method is announced to the listeners, who may veto it; a veto is an exception with the code
 * {@code GN-4001}. Methods may be called from several threads, each of which sees its own run's events.
 */
public interface Engine extends AutoCloseable {

    /** Start to build an engine. */
    static Builder builder() {
        return new Builder();
    }

    /** Collects what an engine is made of. */
    final class Builder {
        private List<EngineListener> listeners = List.of();
        private Clock clock = Clock.systemUTC();
        private Optional<Duration> lockPatience = Optional.empty();
        private Optional<ReplayFiles> replays = Optional.empty();

        private Builder() {}

        /** Let these listeners watch every run, in this order. */
        public Builder listeners(List<EngineListener> value) {
            listeners = List.copyOf(value);
            return this;
        }

        /** Let one more listener watch every run, after those that there are. */
        public Builder listener(EngineListener value) {
            List<EngineListener> more = new ArrayList<>(listeners);
            more.add(value);
            return listeners(more);
        }

        /**
         * Let each listener that was given so far have so long for an answer: it is called on a thread of its own, a
         * gate that does not answer in time counts as a veto, and an observer that hangs is left behind. Without this,
         * listeners are called on the engine's thread and waited for.
         */
        public Builder listenerPatience(Duration value) {
            listeners = listeners.stream()
                    .map(listener -> TimeLimitedListener.of(listener, value))
                    .toList();
            return this;
        }

        /** Take the time for names and history rows from this clock. */
        public Builder clock(Clock value) {
            clock = value;
            return this;
        }

        /**
         * Wait so long for another run to give the migration lock back, and for other sessions to give back what a
         * statement needs; if nobody says, 10 seconds for the one, and as long as the server likes for the other.
         */
        public Builder lockPatience(Duration value) {
            lockPatience = Optional.of(value);
            return this;
        }

        /**
         * Keep what histories build in this folder from one run to the next, so that a history that is known need not
         * be replayed; nowhere if nobody says. Several engines may share a folder.
         *
         * @param folder    made when it is needed
         * @param mostBytes of all files together; beyond it, what was used longest ago goes
         */
        public Builder replayCache(Path folder, long mostBytes) {
            replays = Optional.of(new ReplayFiles(folder, mostBytes));
            return this;
        }

        public Engine build() {
            return new DefaultEngine(listeners, clock, lockPatience, replays);
        }
    }

    /** The whole of {@code migrate dev}: check, apply what is pending, make, write and apply the next migration. */
    MigrateDevOutcome migrateDev(MigrateDevRequest request);

    /** Find out whether the next migration can be made, or the database needs a reset first. */
    DevDiagnosis devDiagnostic(Workspace workspace, MigrationHistory history);

    /**
     * Compare the migrations directory with the history table.
     *
     * @param replay also replay the history in the shadow database, and look for drift
     */
    HistoryDiagnosis diagnoseMigrationHistory(Workspace workspace, MigrationHistory history, boolean replay);

    /**
     * Apply the migrations that the database does not have yet, in the order of the history.
     *
     * @return the ids of those that were applied
     */
    List<String> applyMigrations(Workspace workspace, MigrationHistory history);

    /**
     * Go on with the migration whose run was cut off, if it can be proved how far it came; others are not applied.
     *
     * @return empty if there is none
     * @throws dev.gnomon.engine.error.GnomonException {@code GN-2003} if it cannot be proved
     */
    Optional<ResumedMigration> resumeMigration(Workspace workspace, MigrationHistory history);

    /** Find out what the next migration would do to the rows that are there now. */
    DataLossEvaluation evaluateDataLoss(Workspace workspace, MigrationHistory history, SchemaSource desired);

    /**
     * Make the text of the next migration, without writing it anywhere.
     *
     * @param name  what the user calls it, fit for a folder; may be empty
     * @param draft make one even if there is nothing to migrate
     */
    CreatedMigration createMigration(
            Workspace workspace, MigrationHistory history, SchemaSource desired, String name, boolean draft);

    /**
     * Record a migration as applied without running it; creates the history table where there is none.
     *
     * @return the rows of failed attempts that this settles, as they were
     */
    List<AppliedMigration> markMigrationApplied(Workspace workspace, MigrationHistory history, String migrationId);

    /**
     * Record that a failed migration was rolled back, so that it may be tried again.
     *
     * @return the rows of failed attempts that this settles, as they were
     */
    List<AppliedMigration> markMigrationRolledBack(Workspace workspace, String migrationId);

    /**
     * Record that the folder of an applied migration has another name now, with the same script in it.
     *
     * @param migrationId the new name
     * @return the name that the database knew it by
     */
    String markMigrationRenamed(Workspace workspace, MigrationHistory history, String migrationId);

    /** Remove everything in view from the database. The caller has made sure that the user wants it. */
    void reset(Workspace workspace);

    /**
     * Empty the database and apply all migrations anew; both are asked for before either is done.
     *
     * @return the ids of the migrations
     */
    List<String> resetAndApply(Workspace workspace, MigrationHistory history);

    /**
     * Mark the database so that no command empties or drops it, or take the mark away.
     *
     * @param protect leave the mark, or take it away
     */
    void protect(Workspace workspace, boolean protect);

    /**
     * Give the database the desired schema, without migrations.
     *
     * @param acceptDataLoss go on in spite of warnings; steps that cannot run stop it all the same
     */
    PushOutcome schemaPush(Workspace workspace, SchemaSource desired, boolean acceptDataLoss);

    /**
     * Compare two schemas, whatever they come from.
     *
     * @param workspace its target is used only to make a shadow database beside it
     */
    SchemaDiff diff(Workspace workspace, SchemaSource from, SchemaSource to);

    /** Read the structure of the database, external objects included. */
    DatabaseSchema introspect(Workspace workspace);

    /** Run a script as it is. */
    void dbExecute(Dialect dialect, DatabaseTarget target, String script);

    /** Connect once; a failure says why it is not possible. */
    void ensureConnection(Dialect dialect, DatabaseTarget target);

    /**
     * Create the database unless it is there.
     *
     * @return whether it was created
     */
    boolean ensureDatabase(Dialect dialect, DatabaseTarget target);

    /**
     * Drop a database that was just created by {@link #ensureDatabase} for a run that then was vetoed, unless something
     * is in it or somebody is at work there.
     *
     * @return whether it was dropped
     */
    boolean takeBackDatabase(Dialect dialect, DatabaseTarget target);

    /** Create the database that the URL names, and return its name. */
    String createDatabase(Dialect dialect, DatabaseTarget target);

    /** Drop the database that the URL names. */
    void dropDatabase(Dialect dialect, DatabaseTarget target);

    /** The server's version as it tells it. */
    String databaseVersion(Dialect dialect, DatabaseTarget target);

    /** The commands about shadow databases. */
    ShadowCommands shadow();

    /**
     * Give back every shadow database that a run still holds. Made for a shutdown hook: safe to call from any thread
     * and more than once; runs that are under way fail.
     */
    @Override
    void close();
}
