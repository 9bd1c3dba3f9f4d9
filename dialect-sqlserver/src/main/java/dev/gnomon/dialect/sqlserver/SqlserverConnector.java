package dev.gnomon.dialect.sqlserver;

import com.microsoft.sqlserver.jdbc.SQLServerDriver;
import dev.gnomon.engine.dialect.Connector;
import dev.gnomon.engine.dialect.DatabaseIdentity;
import dev.gnomon.engine.dialect.DatabaseLocation;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.PoolerReport;
import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.error.GnomonException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reaches SQL Server's databases. */
final class SqlserverConnector implements Connector {

    private static final String MASTER = "master";

    /** The words of the URL, with blanks, underscores and case taken off, and those of the server. */
    private static final Map<String, String> ISOLATION_LEVELS = Map.of(
            "readuncommitted", "READ UNCOMMITTED",
            "readcommitted", "READ COMMITTED",
            "repeatableread", "REPEATABLE READ",
            "snapshot", "SNAPSHOT",
            "serializable", "SERIALIZABLE");

    @Override
    public boolean accepts(DatabaseTarget target) {
        return SqlserverUrl.isAccepted(target.url().strip());
    }

    @Override
    public DatabaseLocation locate(DatabaseTarget target) {
        SqlserverUrl url = SqlserverUrl.parse(target);
        return new DatabaseLocation(
                Optional.of(url.database()), Optional.of(url.namespace()), Optional.of(url.address()));
    }

    @Override
    public Connection connect(DatabaseTarget target) {
        return connect(SqlserverUrl.parse(target));
    }

    static Connection connect(SqlserverUrl url) {
        try {
            @Nullable
            Connection connection = new SQLServerDriver()
                    .connect(SqlserverDriverProperties.DRIVER_URL, SqlserverDriverProperties.of(url));
            if (connection == null) {
                throw SqlserverUrl.invalid("The driver does not recognize the address");
            }
            try {
                prepare(connection, url);
            } catch (SQLException | GnomonException e) {
                connection.close();
                throw e;
            }
            return SqlserverSession.inNamespace(connection, url.namespace());
        } catch (SQLException e) {
            throw SqlserverFailures.explain(e, url);
        }
    }

    private static void prepare(Connection connection, SqlserverUrl url) throws SQLException {
        Optional<String> wanted = url.property("isolationlevel", "isolation_level")
                .map(name -> name.toLowerCase(Locale.ROOT).replace(" ", "").replace("_", ""));
        if (wanted.isEmpty()) {
            return;
        }
        String level = ISOLATION_LEVELS.getOrDefault(wanted.get(), "");
        if (level.isEmpty()) {
            throw SqlserverUrl.invalid("Invalid isolation level");
        }
        SqlserverSession.execute(connection, "SET TRANSACTION ISOLATION LEVEL " + level);
    }

    @Override
    public boolean createDefaultNamespace(Connection connection, DatabaseTarget target) throws SQLException {
        String namespace = SqlserverUrl.parse(target).namespace();
        boolean missing = SqlserverSession.texts(
                        connection, "SELECT name FROM sys.schemas WHERE name = N" + SqlserverLiterals.quote(namespace))
                .isEmpty();
        if (missing) {
            SqlserverSession.execute(connection, "CREATE SCHEMA " + SqlserverNames.quote(namespace));
        }
        return missing;
    }

    @Override
    public String createDatabase(DatabaseTarget target) {
        SqlserverUrl url = SqlserverUrl.parse(target);
        administer(url, "CREATE DATABASE " + SqlserverNames.quote(url.database()));
        if (!url.namespace().equals(SqlserverNames.USUAL_NAMESPACE)) {
            try (Connection connection = connect(url)) {
                SqlserverSession.execute(connection, "CREATE SCHEMA " + SqlserverNames.quote(url.namespace()));
            } catch (SQLException e) {
                throw SqlserverFailures.explain(e, url);
            }
        }
        return url.database();
    }

    @Override
    public void dropDatabase(DatabaseTarget target) {
        SqlserverUrl url = SqlserverUrl.parse(target);
        try (Connection connection = connect(url.withDatabase(MASTER))) {
            dropDatabase(connection, url.database());
        } catch (SQLException e) {
            throw SqlserverFailures.explain(e, url);
        }
    }

    /** Drops a database; whoever is connected to it loses the connection. */
    static void dropDatabase(Connection connection, String name) throws SQLException {
        String drop = "DROP DATABASE IF EXISTS " + SqlserverNames.quote(name);
        try {
            SqlserverSession.execute(connection, drop);
        } catch (SQLException e) {
            if (e.getErrorCode() != SqlserverFailures.DATABASE_IN_USE) {
                throw e;
            }
            SqlserverSession.execute(
                    connection,
                    "ALTER DATABASE " + SqlserverNames.quote(name) + " SET SINGLE_USER WITH ROLLBACK IMMEDIATE");
            SqlserverSession.execute(connection, drop);
        }
    }

    private static void administer(SqlserverUrl url, String sql) {
        try (Connection connection = connect(url.withDatabase(MASTER))) {
            SqlserverSession.execute(connection, sql);
        } catch (SQLException e) {
            throw SqlserverFailures.explain(e, url);
        }
    }

    @Override
    public String serverVersion(Connection connection) throws SQLException {
        return "SQL Server " + SqlserverSession.facts(connection).version();
    }

    @Override
    public DatabaseIdentity identify(Connection connection, DatabaseTarget target) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT CONVERT(nvarchar(256), SERVERPROPERTY('ServerName')),"
                        + " CONVERT(nvarchar(20), DB_ID()) + N'/' + DB_NAME()")) {
            row.next();
            return new DatabaseIdentity(Optional.ofNullable(row.getString(1)).orElse(""), row.getString(2));
        }
    }

    @Override
    public void limitLockWaits(Connection connection, Duration patience) throws SQLException {
        SqlserverSession.execute(connection, "SET LOCK_TIMEOUT " + Math.min(patience.toMillis(), Integer.MAX_VALUE));
    }

    @Override
    public SessionPlace place(Connection connection) throws SQLException {
        String database = SqlserverSession.texts(connection, "SELECT DB_NAME()").get(0);
        return new SessionPlace(Optional.of(database), defaultNamespace(connection));
    }

    @Override
    public Optional<String> defaultNamespace(Connection connection) throws SQLException {
        return Optional.of(SqlserverSession.namespace(connection));
    }

    @Override
    public PoolerReport detectPooler(Connection connection, DatabaseTarget target) {
        // Gateways of Azure hand a client on to one session.
        return new PoolerReport.Direct();
    }

    @Override
    public GnomonException explain(SQLException failure, DatabaseTarget target) {
        return SqlserverFailures.explain(failure, SqlserverUrl.parse(target));
    }
}
