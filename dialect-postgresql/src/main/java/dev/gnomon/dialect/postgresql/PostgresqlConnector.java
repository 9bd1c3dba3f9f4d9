package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.Connector;
import dev.gnomon.engine.dialect.DatabaseIdentity;
import dev.gnomon.engine.dialect.DatabaseLocation;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.PoolerReport;
import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGConnection;

/** Reaches PostgreSQL's databases. */
final class PostgresqlConnector implements Connector {

    /** Databases that a server usually has, to connect to while another one is created or dropped. */
    private static final List<String> ADMINISTRATION_DATABASES = List.of("postgres", "template1", "defaultdb");

    @Override
    public boolean accepts(DatabaseTarget target) {
        return PostgresqlUrl.isAccepted(target.url().strip());
    }

    @Override
    public DatabaseLocation locate(DatabaseTarget target) {
        PostgresqlUrl url = PostgresqlUrl.parse(target);
        return new DatabaseLocation(
                Optional.of(url.effectiveDatabase()),
                Optional.of(url.effectiveNamespace()),
                Optional.of(url.address()));
    }

    @Override
    public Connection connect(DatabaseTarget target) {
        return connect(PostgresqlUrl.parse(target));
    }

    static Connection connect(PostgresqlUrl url) {
        return connect(url, "");
    }

    /** Nothing in a shadow database is worth waiting for the server's disk. */
    static Connection connectToShadow(PostgresqlUrl url) {
        return connect(url, "; SET synchronous_commit = off");
    }

    private static Connection connect(PostgresqlUrl url, String moreSettings) {
        try {
            Connection connection = open(url);
            try {
                prepare(connection, url, moreSettings);
            } catch (SQLException | GnomonException e) {
                connection.close();
                throw e;
            }
            return connection;
        } catch (SQLException e) {
            throw PostgresqlFailures.explain(e, url);
        }
    }

    private static Connection open(PostgresqlUrl url) throws SQLException {
        PostgresqlDriverLog.silence();
        Properties properties = PostgresqlDriverProperties.of(url);
        @Nullable Connection connection = new Driver().connect(PostgresqlDriverProperties.driverUrl(url), properties);
        if (connection == null) {
            throw PostgresqlUrl.invalid("The driver does not recognize the address");
        }
        return connection;
    }

    private static void prepare(Connection connection, PostgresqlUrl url, String moreSettings) throws SQLException {
        PGConnection session = connection.unwrap(PGConnection.class);
        if (session.getParameterStatus("crdb_version") != null) {
            throw new GnomonException(
                    EngineErrorCode.DATABASE_FAILURE,
                    "You are trying to connect to a CockroachDB database, but the provider in your Prisma schema is"
                            + " `postgresql`. Please change it to `cockroachdb`.",
                    "gnomon brings no dialect for CockroachDB; one can be added as a plugin.");
        }
        // The driver gives every session the time zone of this machine, which would make a migration depend on
        // where it runs, and the most digits, which would show in the defaults of old servers.
        StringBuilder settings = new StringBuilder("SET TimeZone = 'UTC'; RESET extra_float_digits");
        // Rows that a policy hides would be taken for none: the server shall refuse to tell of them. Behind a pooler,
        // though, an application could come to have this session with that setting.
        settings.append("; SELECT pg_catalog.set_config('row_security', 'off', false)"
                + " WHERE pg_catalog.pg_backend_pid() = " + session.getBackendPID());
        url.writtenNamespace()
                .ifPresent(
                        namespace -> settings.append("; SET search_path = ").append(PostgresqlNames.quote(namespace)));
        settings.append(moreSettings);
        try (Statement statement = connection.createStatement()) {
            statement.execute(settings.toString());
        }
    }

    @Override
    public boolean createDefaultNamespace(Connection connection, DatabaseTarget target) throws SQLException {
        return createWrittenNamespace(connection, PostgresqlUrl.parse(target));
    }

    /** Creates the namespace that a URL chooses, unless it is there or the URL chooses none. */
    static boolean createWrittenNamespace(Connection connection, PostgresqlUrl url) throws SQLException {
        Optional<String> namespace = url.writtenNamespace();
        if (namespace.isEmpty()
                || queryText(
                                connection,
                                "SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname = "
                                        + PostgresqlLiterals.quote(namespace.get()))
                        .isPresent()) {
            return false;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + PostgresqlNames.quote(namespace.get()));
        }
        return true;
    }

    @Override
    public String createDatabase(DatabaseTarget target) {
        PostgresqlUrl url = PostgresqlUrl.parse(target);
        String name = url.effectiveDatabase();
        administer(url, "CREATE DATABASE " + PostgresqlNames.quote(name));
        if (url.writtenNamespace().isPresent()) {
            try (Connection connection = connect(url);
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE SCHEMA IF NOT EXISTS " + PostgresqlNames.quote(url.effectiveNamespace()));
            } catch (SQLException e) {
                throw PostgresqlFailures.explain(e, url);
            }
        }
        return name;
    }

    @Override
    public void dropDatabase(DatabaseTarget target) {
        PostgresqlUrl url = PostgresqlUrl.parse(target);
        try (Connection connection = connectForAdministration(url)) {
            dropDatabase(connection, url.effectiveDatabase());
        } catch (SQLException e) {
            throw PostgresqlFailures.explain(e, url);
        }
    }

    /** Drops a database and whoever is connected to it; servers before 13 do not know how to force. */
    static void dropDatabase(Connection connection, String name) throws SQLException {
        String drop = "DROP DATABASE IF EXISTS " + PostgresqlNames.quote(name);
        boolean canForce = connection.getMetaData().getDatabaseMajorVersion() >= 13;
        try (Statement statement = connection.createStatement()) {
            if (!canForce) {
                statement.execute("SELECT pg_catalog.pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity"
                        + " WHERE pid <> pg_catalog.pg_backend_pid() AND datname = " + PostgresqlLiterals.quote(name));
            }
            statement.execute(canForce ? drop + " WITH (FORCE)" : drop);
        }
    }

    private static void administer(PostgresqlUrl url, String sql) {
        try (Connection connection = connectForAdministration(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw PostgresqlFailures.explain(e, url);
        }
    }

    private static Connection connectForAdministration(PostgresqlUrl url) {
        @Nullable GnomonException last = null;
        for (String database : ADMINISTRATION_DATABASES) {
            try {
                return connect(url.withDatabase(database));
            } catch (GnomonException e) {
                if (e.code() != EngineErrorCode.DATABASE_DOES_NOT_EXIST && e.code() != EngineErrorCode.ACCESS_DENIED) {
                    throw e;
                }
                last = e;
            }
        }
        throw new GnomonException(
                EngineErrorCode.DATABASE_CREATION_FAILED,
                "Prisma could not connect to a default database (`postgres` or `template1`), it cannot create the"
                        + " specified database.",
                "Create the database `" + url.effectiveDatabase() + "` by hand, or let the user connect to `postgres`.",
                last);
    }

    @Override
    public String serverVersion(Connection connection) throws SQLException {
        return "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion();
    }

    /**
     * The start of the server in microseconds with its own port tells servers apart, clones of one another
     * included, which share their system identifier. Everybody may ask for both, so that two users of one
     * database get the same answer whatever they may see, through whatever address.
     */
    @Override
    public DatabaseIdentity identify(Connection connection, DatabaseTarget target) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT pg_catalog.to_char(pg_catalog.timezone('UTC', pg_catalog.pg_postmaster_start_time()),"
                                + " 'YYYYMMDD\"T\"HH24MISS.US') || '/' || pg_catalog.current_setting('port'),"
                                + " (SELECT oid::text FROM pg_catalog.pg_database"
                                + " WHERE datname = pg_catalog.current_database())")) {
            row.next();
            return new DatabaseIdentity(row.getString(1), row.getString(2));
        }
    }

    @Override
    public void limitLockWaits(Connection connection, Duration patience) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = " + Math.max(1, patience.toMillis()));
        }
    }

    @Override
    public SessionPlace place(Connection connection) throws SQLException {
        return new SessionPlace(Optional.of(connection.getCatalog()), defaultNamespace(connection));
    }

    @Override
    public Optional<String> defaultNamespace(Connection connection) throws SQLException {
        return Optional.of(PostgresqlSession.defaultNamespace(connection));
    }

    @Override
    public PoolerReport detectPooler(Connection connection, DatabaseTarget target) throws SQLException {
        PostgresqlUrl url = PostgresqlUrl.parse(target);
        int announced = connection.unwrap(PGConnection.class).getBackendPID();
        String actual = backendPid(connection);
        if (url.looksPooled()) {
            return new PoolerReport.Pooled("The address " + url.address() + " is that of a connection pooler.");
        }
        if (String.valueOf(announced).equals(actual) || keepsSessionsApart(connection, url)) {
            return new PoolerReport.Direct();
        }
        return new PoolerReport.Pooled("The session that was opened is process " + announced + ", but process " + actual
                + " answers: a connection pooler shares its sessions.");
    }

    /** A pooler in session mode gives each client a server session of its own, as long as it stays. */
    private static boolean keepsSessionsApart(Connection connection, PostgresqlUrl url) throws SQLException {
        try (Connection other = connect(url)) {
            String own = backendPid(connection);
            String others = backendPid(other);
            for (int round = 0; round < 4; round++) {
                if (own.equals(others)
                        || !backendPid(connection).equals(own)
                        || !backendPid(other).equals(others)) {
                    return false;
                }
            }
            return true;
        } catch (GnomonException e) {
            return false;
        }
    }

    private static String backendPid(Connection connection) throws SQLException {
        return queryText(connection, "SELECT pg_catalog.pg_backend_pid()").orElse("");
    }

    private static Optional<String> queryText(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        }
    }

    @Override
    public GnomonException explain(SQLException failure, DatabaseTarget target) {
        return PostgresqlFailures.explain(failure, PostgresqlUrl.parse(target));
    }
}
