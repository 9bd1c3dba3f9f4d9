package dev.gnomon.engine.core.shadow;

import dev.gnomon.engine.core.session.ScriptSession;
import dev.gnomon.engine.dialect.ScriptReach;
import dev.gnomon.engine.dialect.ScriptRunner;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** An empty database for one replay, until it is closed. */
public final class ShadowLease implements AutoCloseable {

    /** Gives the database back. */
    @FunctionalInterface
    interface Release {
        /**
         * Drop the database, or empty it.
         *
         * @param abandoned the connection is not usable any more, because the run was cut off
         */
        void run(boolean abandoned) throws SQLException;
    }

    /** Makes sure that a database is still this run's alone. */
    @FunctionalInterface
    interface Possession {
        /**
         * Look again.
         *
         * @throws dev.gnomon.engine.error.GnomonException {@code GN-6010} if it is not
         */
        void require() throws SQLException;
    }

    /** The database was made a moment ago, under a name that nobody else was told. */
    static final Possession NOBODY_ELSE_KNOWS_IT = () -> {};

    /** Keeps the database for later runs. */
    @FunctionalInterface
    interface Keeping {
        /** Keep it under a label; give it back if that is refused. */
        void run(String label) throws SQLException;
    }

    private final String name;
    private final ScriptSession session;
    private final ScriptRunner scripts;
    private final Possession possession;
    private final Release release;
    private final Keeping keeping;
    private final Optional<ReplayTemplates.Base> base;
    private Optional<String> label = Optional.empty();
    private final AtomicBoolean released = new AtomicBoolean();

    ShadowLease(String name, Connection connection, ShadowSite site, Release release) throws SQLException {
        this(name, connection, site, NOBODY_ELSE_KNOWS_IT, release);
    }

    ShadowLease(String name, Connection connection, ShadowSite site, Possession possession, Release release)
            throws SQLException {
        this(name, connection, site, possession, release, label -> release.run(false), Optional.empty());
    }

    ShadowLease(
            String name,
            Connection connection,
            ShadowSite site,
            Possession possession,
            Release release,
            Keeping keeping,
            Optional<ReplayTemplates.Base> base)
            throws SQLException {
        this.name = name;
        this.scripts = site.dialect().scriptRunner();
        Optional<ScriptReach> reach = site.dialect().scriptReach();
        if (reach.isPresent()) {
            reach.get().confine(connection, site.settings().allowed());
        }
        this.session = ScriptSession.of(connection, site.dialect());
        this.possession = possession;
        this.release = release;
        this.keeping = keeping;
        this.base = base;
    }

    /** What messages call it. */
    public String name() {
        return name;
    }

    public Connection connection() {
        return session.connection();
    }

    /** The session that scripts run in. */
    ScriptSession session() {
        return session;
    }

    /** Make sure that what was read from it is what this run has built. */
    void requireOurs() throws SQLException {
        possession.require();
    }

    /** What it is a copy of; empty where it was made empty. */
    Optional<ReplayTemplates.Base> base() {
        return base;
    }

    /** Let it stay as a template for later runs instead of being dropped when it is closed, if that can be. */
    void keepAs(String wanted) {
        label = Optional.of(wanted);
    }

    /** Drop it, or empty it if it is the user's own, or keep it if that was asked for. */
    @Override
    public void close() throws SQLException {
        if (released.compareAndSet(false, true)) {
            if (label.isPresent()) {
                keeping.run(label.get());
            } else {
                release.run(false);
            }
        }
    }

    /** Do the same from another thread, while a statement may be running in it. */
    void abandon() throws SQLException {
        if (released.compareAndSet(false, true)) {
            try {
                scripts.interrupt(connection());
            } finally {
                connection().abort(Runnable::run);
                // Not every driver cuts a session off; this one at least takes no further statement.
                connection().close();
                release.run(true);
            }
        }
    }
}
