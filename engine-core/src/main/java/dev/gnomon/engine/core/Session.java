package dev.gnomon.engine.core;

import dev.gnomon.engine.core.event.Steps;
import dev.gnomon.engine.core.event.Steps.Step;
import dev.gnomon.engine.core.history.HistoryStore;
import dev.gnomon.engine.core.session.ScriptSession;
import dev.gnomon.engine.core.workspace.Workspace;
import dev.gnomon.engine.dialect.Connector;
import dev.gnomon.engine.dialect.DatabaseLocation;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.MigrationLock.Held;
import dev.gnomon.engine.dialect.PoolerReport;
import dev.gnomon.engine.dialect.PoolerReport.Pooled;
import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.dialect.ShadowDatabases;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.EngineEvent.LockProposed;
import dev.gnomon.engine.event.EngineEvent.MigrationLockReleased;
import dev.gnomon.engine.event.EngineEvent.MigrationLockTaken;
import dev.gnomon.engine.migration.AppliedMigration;
import dev.gnomon.engine.model.DatabaseSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run's session with the database of its workspace, opened when it is first needed. */
final class Session implements AutoCloseable {

    private static final Duration USUAL_LOCK_PATIENCE = Duration.ofSeconds(10);

    private final Workspace workspace;
    private final Steps steps;
    private final Optional<Duration> patience;
    private @Nullable Connection connection;
    private @Nullable SessionPlace place;
    private @Nullable ScriptSession scripts;
    private boolean direct;

    /**
     * @param patience how long to wait for the migration lock, and for locks of others that a statement needs; empty: the
     *     usual time for the one, as long as the server likes for the other
     */
    Session(Workspace workspace, Steps steps, Optional<Duration> patience) {
        this.workspace = workspace;
        this.steps = steps;
        this.patience = patience;
    }

    Workspace workspace() {
        return workspace;
    }

    /** The steps of the run. */
    Steps steps() {
        return steps;
    }

    Dialect dialect() {
        return workspace.dialect();
    }

    DatabaseTarget target() {
        return workspace.requireTarget();
    }

    DatabaseLocation location() {
        return connector().locate(target());
    }

    /** How long to wait for the migration lock. */
    Duration lockPatience() {
        return patience.orElse(USUAL_LOCK_PATIENCE);
    }

    Connection connection() {
        Connection open = connection;
        if (open == null) {
            open = patience.isPresent() ? connector().connect(target(), patience.get()) : connect();
            connection = open;
        }
        return open;
    }

    /** Whether it was needed so far. */
    boolean isOpen() {
        return connection != null;
    }

    /** Open another session with the same database, for the caller to close. */
    Connection connect() {
        return connector().connect(target());
    }

    /** Where the session's names led before anything was done in it. */
    SessionPlace place() throws SQLException {
        SessionPlace known = place;
        if (known == null) {
            known = connector().place(connection());
            place = known;
        }
        return known;
    }

    /** The history table of the database that the run was begun for. */
    HistoryStore history() throws SQLException {
        return historyOver(connection());
    }

    /** The same over another session with the database. */
    HistoryStore historyOver(Connection session) throws SQLException {
        return HistoryStore.of(session, dialect(), place());
    }

    /** The rows of the history table; none where there is no table. */
    List<AppliedMigration> historyRows() throws SQLException {
        return history().read().orElse(List.of());
    }

    /** The session as one that scripts run in; first asked for when the first of them is about to. */
    ScriptSession scripts() {
        ScriptSession known = scripts;
        if (known == null) {
            known = steps.explained(() -> {
                place();
                return ScriptSession.of(connection(), dialect());
            });
            scripts = known;
        }
        return known;
    }

    /** Read the structure of the database, without a step of its own. */
    DatabaseSchema schema() throws SQLException {
        return dialect().introspector().introspect(connection(), workspace.scope());
    }

    String serverVersion() throws SQLException {
        return connector().serverVersion(connection());
    }

    /** Whether somebody stands between gnomon and the server. */
    PoolerReport pooler() throws SQLException {
        return connector().detectPooler(connection(), target());
    }

    /** What a driver's failure means on this database. */
    GnomonException explain(SQLException failure) {
        return steps.explain(failure);
    }

    /** Refuse a pooled session, whose locks and settings are not ours alone; asked once a run. */
    void requireDirect() throws SQLException {
        if (direct || workspace.lockDisabled()) {
            return;
        }
        if (pooler() instanceof Pooled(String evidence)) {
            throw new GnomonException(
                    EngineErrorCode.POOLED_CONNECTION,
                    "A connection pooler stands between gnomon and the server, so migrations cannot be locked: "
                            + evidence,
                    "Use the database's direct URL: set it as `directUrl`, or as the URL of the command.");
        }
        direct = true;
    }

    /** Make the namespace that the URL chooses, which whoever is about to write needs. */
    void prepareToWrite() throws SQLException {
        connector().createDefaultNamespace(connection(), target());
    }

    /**
     * Do what no other run on the same database may do at the same time. It asks its own questions first, and then calls
     * {@link #prepareToWrite}.
     */
    <R> R locked(Step<R> step) throws SQLException {
        if (workspace.lockDisabled()) {
            return step.run();
        }
        requireDirect();
        steps.propose(new LockProposed(location()));
        R result;
        try (Held held = lock(lockPatience())) {
            steps.tell(new MigrationLockTaken());
            if (patience.isPresent()) {
                connector().limitLockWaits(connection(), patience.get());
            }
            result = step.run();
        } catch (SQLException | RuntimeException failure) {
            steps.tell(new MigrationLockReleased());
            throw failure;
        }
        steps.tell(new MigrationLockReleased());
        return result;
    }

    /** Take the migration lock, untold. */
    Held lock(Duration longest) throws SQLException {
        return dialect().migrationLock().acquire(connection(), longest);
    }

    @Override
    public void close() throws SQLException {
        Connection open = connection;
        if (open != null) {
            connection = null;
            open.close();
        }
    }

    /** The dialect's role that connects. */
    Connector connector() {
        return dialect().connector();
    }

    /** The dialect's role that makes shadow databases. */
    ShadowDatabases shadows() {
        return dialect().shadowDatabases();
    }
}
