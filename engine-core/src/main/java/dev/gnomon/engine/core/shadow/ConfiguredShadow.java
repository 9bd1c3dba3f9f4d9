package dev.gnomon.engine.core.shadow;

import dev.gnomon.engine.core.database.DatabaseResetter;
import dev.gnomon.engine.core.workspace.SchemaSource.Scripts.Script;
import dev.gnomon.engine.dialect.ConfiguredShadowDatabase;
import dev.gnomon.engine.dialect.DatabaseIdentity;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.dialect.MigrationLock.Held;
import dev.gnomon.engine.dialect.PoolerReport.Pooled;
import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.dialect.ShadowMark;
import dev.gnomon.engine.dialect.ShadowNamespaces;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The user's own shadow database, from before it is looked at until it is given back. It is looked at, emptied, marked and
 * emptied again over a session that no script ever runs in, and every time under the name that was looked at first; the
 * session holds a lock, so that no other run comes in between.
 */
final class ConfiguredShadow {

    private final ShadowSite site;
    private final DatabaseTarget target;
    private final Connection watch;
    private final SessionPlace place;
    private final DatabaseIdentity identity;
    private final Held lock;
    private final ShadowMark mark =
            new ShadowMark(UUID.randomUUID().toString(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private final String name;
    private final List<String> namespacesBefore;

    private ConfiguredShadow(
            ShadowSite site,
            DatabaseTarget target,
            Connection watch,
            SessionPlace place,
            Held lock,
            List<Script> scripts)
            throws SQLException {
        this.site = site;
        this.target = target;
        this.watch = watch;
        this.place = place;
        this.lock = lock;
        this.identity = dialect().connector().identify(watch, target);
        this.name = ShadowGuard.check(site, target, watch, place, identity, ShadowGuard.namedIn(scripts));
        DatabaseResetter.reset(watch, dialect(), place, site.scope(), site.view());
        shadow().mark(watch, place, mark);
        this.namespacesBefore = namespaces(watch);
    }

    /**
     * Take the database, if nobody else has it and nothing in it is somebody's, and empty it.
     *
     * @param scripts what is about to run in it
     * @throws GnomonException {@code P1002} if another run has it, {@code P3025} if it is the main database, {@code P3026}
     *     if it is not empty
     */
    static ShadowLease lease(ShadowSite site, DatabaseTarget target, List<Script> scripts) throws SQLException {
        Dialect dialect = site.dialect();
        Connection watch = dialect.connector().connect(target);
        try {
            requireDirectSession(dialect, target, watch);
            SessionPlace place = dialect.connector().place(watch);
            Held lock = dialect.configuredShadowDatabase().hold(watch, place, site.patience());
            return lease(site, target, watch, place, lock, scripts);
        } catch (SQLException | RuntimeException failure) {
            closeAfter(failure, watch);
            throw failure;
        }
    }

    /** Behind a pooler that shares its sessions, a lock keeps nobody out, and a session may be another one next time. */
    private static void requireDirectSession(Dialect dialect, DatabaseTarget target, Connection watch)
            throws SQLException {
        if (dialect.connector().detectPooler(watch, target) instanceof Pooled(String evidence)) {
            throw new GnomonException(
                    EngineErrorCode.POOLED_CONNECTION,
                    "A connection pooler stands between gnomon and the shadow database, so that it cannot be locked: "
                            + evidence,
                    "Set the direct URL of the shadow database as `shadowDatabaseUrl`.");
        }
    }

    private static ShadowLease lease(
            ShadowSite site,
            DatabaseTarget target,
            Connection watch,
            SessionPlace place,
            Held lock,
            List<Script> scripts)
            throws SQLException {
        try {
            ConfiguredShadow shadow = new ConfiguredShadow(site, target, watch, place, lock, scripts);
            return shadow.leased(site.dialect().connector().connect(target));
        } catch (SQLException | RuntimeException failure) {
            closeAfter(failure, lock);
            throw failure;
        }
    }

    private ShadowLease leased(Connection work) throws SQLException {
        try {
            return new ShadowLease(name, work, site, this::requireOurs, abandoned -> giveBack(work));
        } catch (SQLException | RuntimeException failure) {
            closeAfter(failure, work);
            throw failure;
        }
    }

    /**
     * Make sure that the database still is the one that was taken, and that nobody else has taken it meanwhile.
     *
     * @throws GnomonException {@code GN-6010} if it is not
     */
    private void requireOurs() throws SQLException {
        requireOurs(watch);
    }

    private void requireOurs(Connection session) throws SQLException {
        Optional<ShadowMark> found = shadow().readMark(session, place);
        if (!dialect().connector().identify(session, target).equals(identity)
                || found.map(ShadowMark::run).filter(mark.run()::equals).isEmpty()) {
            throw new GnomonException(
                    EngineErrorCode.SHADOW_DATABASE_DISTURBED,
                    "The shadow database %s is not this run's any more: %s. What is in it was neither believed nor removed."
                            .formatted(
                                    name,
                                    found.isPresent()
                                            ? "it bears the mark of another run"
                                            : "the mark that this run left in it is gone"),
                    "Let no other program use the database that is set as `shadowDatabaseUrl`, and let no migration remove"
                            + " the mark. Then run the command again.");
        }
    }

    private void giveBack(Connection work) throws SQLException {
        try (Connection session = usable();
                lock) {
            // Whatever a script has left open must be over first: locks, transactions, temporary tables.
            work.close();
            requireOurs(session);
            empty(session);
        }
    }

    /** The session that holds the lock, or another one in its place if the server has ended that. */
    private Connection usable() throws SQLException {
        try {
            shadow().readMark(watch, place);
            return watch;
        } catch (SQLException gone) {
            closeAfter(gone, watch);
            return dialect().connector().connect(target);
        }
    }

    /** Leave the database as it was, but without what lies in the namespaces in view. */
    private void empty(Connection session) throws SQLException {
        List<String> created = namespaces(session).stream()
                .filter(namespace -> !namespacesBefore.contains(namespace))
                .toList();
        Optional<ShadowNamespaces> namespaces = shadow().namespaces();
        if (namespaces.isPresent()) {
            namespaces.get().drop(session, created);
        }
        List<String> left = site.scope().namespaces().stream()
                .filter(namespace -> !created.contains(namespace))
                .toList();
        IntrospectionScope scope = new IntrospectionScope(site.scope().defaultNamespace(), left);
        DatabaseResetter.reset(session, dialect(), place, scope, site.view());
        shadow().unmark(session, place);
    }

    private List<String> namespaces(Connection session) throws SQLException {
        Optional<ShadowNamespaces> namespaces = shadow().namespaces();
        return namespaces.isPresent() ? namespaces.get().list(session) : List.of();
    }

    private Dialect dialect() {
        return site.dialect();
    }

    private ConfiguredShadowDatabase shadow() {
        return site.dialect().configuredShadowDatabase();
    }

    private static void closeAfter(Exception failure, AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception second) {
            failure.addSuppressed(second);
        }
    }
}
