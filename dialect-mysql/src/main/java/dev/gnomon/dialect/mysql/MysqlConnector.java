package dev.gnomon.dialect.mysql;

import com.mysql.cj.jdbc.Driver;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reaches databases of MySQL and MariaDB servers. */
final class MysqlConnector implements Connector {

    private static final Set<String> SYSTEM_DATABASES =
            Set.of("mysql", "information_schema", "performance_schema", "sys");

    /** A collation that keeps apart what users take for different, in all of Unicode. */
    private static final String CHARACTER_SET = " CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci";

    @Override
    public boolean accepts(DatabaseTarget target) {
        return MysqlUrl.isAccepted(target.url().strip());
    }

    @Override
    public DatabaseLocation locate(DatabaseTarget target) {
        MysqlUrl url = MysqlUrl.parse(target);
        return new DatabaseLocation(Optional.of(url.effectiveDatabase()), Optional.empty(), Optional.of(url.address()));
    }

    @Override
    public Connection connect(DatabaseTarget target) {
        MysqlUrl url = MysqlUrl.parse(target);
        refuseSystemDatabase(url);
        return connect(url);
    }

    /** Migrations have no business in the server's own databases, and a URL without a database means one of them. */
    private static void refuseSystemDatabase(MysqlUrl url) {
        String database = url.effectiveDatabase();
        if (SYSTEM_DATABASES.contains(database.toLowerCase(Locale.ROOT))) {
            throw new GnomonException(
                    EngineErrorCode.SYSTEM_DATABASE,
                    "The `" + database + "` database is a system database, it should not be altered with prisma"
                            + " migrate. Please connect to another database.",
                    "Name the database in the URL: mysql://user:password@host:port/database.");
        }
    }

    static Connection connect(MysqlUrl url) {
        Properties properties = MysqlDriverProperties.of(url);
        try {
            try {
                return open(url, properties);
            } catch (SQLException e) {
                boolean wantsTls = e.getErrorCode() == MysqlFailures.INSECURE_TRANSPORT;
                if (!wantsTls || url.jdbc() || MysqlDriverProperties.usesTls(url)) {
                    throw e;
                }
                properties.setProperty("sslMode", "REQUIRED");
                return open(url, properties);
            }
        } catch (SQLException e) {
            throw MysqlFailures.explain(e, url);
        }
    }

    private static Connection open(MysqlUrl url, Properties properties) throws SQLException {
        @Nullable Connection connection = new Driver().connect(MysqlDriverProperties.driverUrl(url), properties);
        if (connection == null) {
            throw MysqlUrl.invalid("The driver does not recognize the address");
        }
        return connection;
    }

    @Override
    public String createDatabase(DatabaseTarget target) {
        MysqlUrl url = MysqlUrl.parse(target);
        refuseSystemDatabase(url);
        administer(url, "CREATE DATABASE " + MysqlNames.quote(url.effectiveDatabase()) + CHARACTER_SET);
        return url.effectiveDatabase();
    }

    @Override
    public void dropDatabase(DatabaseTarget target) {
        MysqlUrl url = MysqlUrl.parse(target);
        refuseSystemDatabase(url);
        administer(url, "DROP DATABASE IF EXISTS " + MysqlNames.quote(url.effectiveDatabase()));
    }

    private static void administer(MysqlUrl url, String sql) {
        try (Connection connection = connect(url.withoutDatabase());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw MysqlFailures.explain(e, url);
        }
    }

    @Override
    public String serverVersion(Connection connection) throws SQLException {
        MysqlFacts facts = MysqlSession.facts(connection);
        return (facts.mariaDb() ? "MariaDB " : "MySQL ") + facts.version();
    }

    /**
     * MySQL has a UUID a server. MariaDB has none that everybody may ask for in every version: the
     * machine, the port and the folder of the data tell its servers apart.
     */
    @Override
    public DatabaseIdentity identify(Connection connection, DatabaseTarget target) throws SQLException {
        Map<String, String> variables = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW GLOBAL VARIABLES WHERE Variable_name IN"
                        + " ('server_uuid', 'hostname', 'port', 'datadir')")) {
            while (rows.next()) {
                variables.put(rows.getString(1), rows.getString(2));
            }
        }
        String uuid = variables.get("server_uuid");
        String server = uuid == null
                ? variables.get("hostname") + "/" + variables.get("port") + "/" + variables.get("datadir")
                : uuid;
        String database = MysqlSession.database(connection);
        boolean ignoresCase = MysqlSession.facts(connection).ignoresCase();
        return new DatabaseIdentity(server, ignoresCase ? database.toLowerCase(Locale.ROOT) : database);
    }

    @Override
    public void limitLockWaits(Connection connection, Duration patience) throws SQLException {
        long seconds = Math.max(1, patience.toSeconds());
        try (Statement statement = connection.createStatement()) {
            // The one for the structure of tables, the other for their rows.
            statement.execute("SET SESSION lock_wait_timeout = " + seconds + ", innodb_lock_wait_timeout = " + seconds);
        }
    }

    @Override
    public SessionPlace place(Connection connection) throws SQLException {
        return new SessionPlace(Optional.of(MysqlSession.database(connection)), Optional.empty());
    }

    @Override
    public Optional<String> defaultNamespace(Connection connection) {
        return Optional.empty();
    }

    @Override
    public PoolerReport detectPooler(Connection connection, DatabaseTarget target) {
        // What stands in between keeps a client on its session, as ProxySQL does for whoever takes a lock by name.
        return new PoolerReport.Direct();
    }

    @Override
    public GnomonException explain(SQLException failure, DatabaseTarget target) {
        return MysqlFailures.explain(failure, MysqlUrl.parse(target));
    }
}
