package dev.gnomon.engine.dialect;

import dev.gnomon.engine.error.GnomonException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Reaches databases of one kind. */
public interface Connector {

    /** Whether the URL has a form that this dialect understands; never throws. */
    boolean accepts(DatabaseTarget target);

    /**
     * Read a URL without connecting.
     *
     * @throws GnomonException {@code P1013} if the URL cannot be read
     */
    DatabaseLocation locate(DatabaseTarget target);

    /**
     * Open a session for one run: in auto-commit mode, in the default namespace that the URL names.
     *
     * <p>Opens with the dialect's own driver, since {@code DriverManager} cannot see drivers in a
     * plugin's layer. Never creates a database.
     *
     * @throws GnomonException {@code P1000}, {@code P1001}, {@code P1003}, … as {@link #explain} words it
     */
    Connection connect(DatabaseTarget target);

    /**
     * Open a session that waits no longer than this for locks of other sessions, already while it opens. A database
     * whose sessions open without waiting for a lock need not tell this from {@link #connect(DatabaseTarget)}.
     */
    default Connection connect(DatabaseTarget target, Duration lockPatience) {
        return connect(target);
    }

    /**
     * Create the database that the URL names.
     *
     * @return its name
     */
    String createDatabase(DatabaseTarget target);

    /** Drop the database that the URL names. */
    void dropDatabase(DatabaseTarget target);

    /** The server's version as it tells it, for example {@code PostgreSQL 15.8}. */
    String serverVersion(Connection connection) throws SQLException;

    /** What the server says of itself and of the database in use. */
    DatabaseIdentity identify(Connection connection, DatabaseTarget target) throws SQLException;

    /** The default namespace of the session; empty where a dialect has none. */
    Optional<String> defaultNamespace(Connection connection) throws SQLException;

    /** Where the session's names lead. */
    default SessionPlace place(Connection connection) throws SQLException {
        return new SessionPlace(Optional.empty(), defaultNamespace(connection));
    }

    /**
     * Create the namespace that the URL chooses where it is missing; for commands that write.
     *
     * @return whether it was created now
     */
    default boolean createDefaultNamespace(Connection connection, DatabaseTarget target) throws SQLException {
        return false;
    }

    /**
     * Look whether a pooler stands in between. A database that is a file, or that no pooler is known for which would share
     * a session between clients, is always reached directly.
     */
    PoolerReport detectPooler(Connection connection, DatabaseTarget target) throws SQLException;

    /**
     * Let the statements of a session fail that wait longer than this for a lock that another session holds, instead of
     * queueing behind it and holding up everybody else. Does nothing where a database knows no such limit.
     */
    default void limitLockWaits(Connection connection, Duration patience) throws SQLException {}

    /** Turn a driver's failure into the words that users know, without any secret. */
    GnomonException explain(SQLException failure, DatabaseTarget target);
}
