package org.example.gnomon.h2;

import dev.gnomon.engine.dialect.Connector;
import dev.gnomon.engine.dialect.DatabaseIdentity;
import dev.gnomon.engine.dialect.DatabaseLocation;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.PoolerReport;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.support.KnownFailures;
import dev.gnomon.engine.support.SqlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.h2.Driver;

/** Opens databases in files and in memory. */
final class H2Connector implements Connector {

    private static final Map<String, String> EXISTING_ONLY = Map.of("IFEXISTS", "TRUE");

    /** A database in memory outlives its first connection, as one in a file does. */
    private static final Map<String, String> KEPT = Map.of("DB_CLOSE_DELAY", "-1");

    /** How long to wait for another process that has the file open. */
    private static final int PATIENCE_MILLISECONDS = 5_000;

    private static final int PAUSE_MILLISECONDS = 50;

    @Override
    public boolean accepts(DatabaseTarget target) {
        return H2Url.isAccepted(target.url().strip());
    }

    @Override
    public DatabaseLocation locate(DatabaseTarget target) {
        H2Url url = H2Url.parse(target);
        return new DatabaseLocation(
                Optional.of(url.databaseName()), Optional.of(url.defaultNamespace()), Optional.of(url.address()));
    }

    @Override
    public Connection connect(DatabaseTarget target) {
        H2Url url = H2Url.parse(target);
        try {
            Connection connection = openPatiently(url, isUnnamed(url) ? Map.of() : EXISTING_ONLY);
            try {
                chooseNamespace(connection, url);
                return connection;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw explain(e, target);
        }
    }

    /** Each connection to one gets a new one. */
    private static boolean isUnnamed(H2Url url) {
        return url.memory().map(String::isEmpty).orElse(false);
    }

    /** The namespace of the URL, if it is there: commands that write create it. */
    private static void chooseNamespace(Connection connection, H2Url url) throws SQLException {
        if (url.schema().isPresent() && H2Session.hasNamespace(connection, url.defaultNamespace())) {
            H2Session.execute(connection, "SET SCHEMA " + SqlText.identifier(url.defaultNamespace()));
        }
    }

    /** H2 refuses a file that another process has open at once; that process may be about to end. */
    private static Connection openPatiently(H2Url url, Map<String, String> settings) throws SQLException {
        long deadline = System.nanoTime() + PATIENCE_MILLISECONDS * 1_000_000L;
        while (true) {
            try {
                return open(url, settings);
            } catch (SQLException e) {
                if (e.getErrorCode() != H2Failures.ALREADY_OPEN || System.nanoTime() > deadline) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() throws SQLException {
        try {
            Thread.sleep(PAUSE_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted while another process has the database open", e);
        }
    }

    /** The driver's class by name: {@code DriverManager} does not see drivers in a dialect's folder. */
    static Connection open(H2Url url, Map<String, String> settings) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", url.user());
        properties.setProperty("password", url.password());
        return new Driver().connect(url.driverUrl(settings), properties);
    }

    @Override
    public String createDatabase(DatabaseTarget target) {
        H2Url url = H2Url.parse(target);
        if (url.file().filter(file -> Files.exists(storeOf(file))).isPresent()) {
            throw KnownFailures.databaseAlreadyExists(url.databaseName(), null);
        }
        try {
            Connection connection = open(url, url.memory().isPresent() ? KEPT : Map.of());
            createNamespace(connection, url);
            connection.close();
        } catch (SQLException e) {
            throw explain(e, target);
        }
        return url.databaseName();
    }

    @Override
    public void dropDatabase(DatabaseTarget target) {
        H2Url url = H2Url.parse(target);
        try {
            if (url.file().isPresent()) {
                Path store = storeOf(url.file().get());
                Files.deleteIfExists(store.resolveSibling(url.databaseName() + ".trace.db"));
                Files.deleteIfExists(store);
            } else {
                try (Connection connection = open(url, EXISTING_ONLY)) {
                    H2Session.execute(connection, "SHUTDOWN IMMEDIATELY");
                }
            }
        } catch (IOException e) {
            throw KnownFailures.accessDenied(
                    url.databaseName(),
                    "Check that you may delete the file, and that no program has it open: " + url.address() + ".",
                    e);
        } catch (SQLException e) {
            throw explain(e, target);
        }
    }

    private static Path storeOf(Path file) {
        return file.resolveSibling(file.getFileName() + H2Url.FILE_ENDING);
    }

    @Override
    public String serverVersion(Connection connection) throws SQLException {
        return "H2 " + H2Session.text(connection, "SELECT H2VERSION()").orElse("");
    }

    /** The system's own key of the file, which symbolic and hard links share. */
    @Override
    public DatabaseIdentity identify(Connection connection, DatabaseTarget target) throws SQLException {
        Optional<String> path = H2Session.text(connection, "SELECT DATABASE_PATH()");
        if (path.isEmpty()) {
            H2Url url = H2Url.parse(target);
            String name = isUnnamed(url) ? UUID.randomUUID().toString() : url.databaseName();
            return new DatabaseIdentity("memory", name);
        }
        try {
            Path store = Path.of(path.get() + H2Url.FILE_ENDING).toRealPath();
            Object key = Files.readAttributes(store, BasicFileAttributes.class).fileKey();
            return new DatabaseIdentity("file", key == null ? store.toString() : key.toString());
        } catch (IOException e) {
            throw new SQLException("the database file cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<String> defaultNamespace(Connection connection) throws SQLException {
        return H2Session.text(connection, "SELECT SCHEMA()");
    }

    @Override
    public boolean createDefaultNamespace(Connection connection, DatabaseTarget target) throws SQLException {
        H2Url url = H2Url.parse(target);
        boolean missing = !H2Session.hasNamespace(connection, url.defaultNamespace());
        createNamespace(connection, url);
        return missing;
    }

    private static void createNamespace(Connection connection, H2Url url) throws SQLException {
        String name = SqlText.identifier(url.defaultNamespace());
        for (String statement : List.of("CREATE SCHEMA IF NOT EXISTS " + name, "SET SCHEMA " + name)) {
            H2Session.execute(connection, statement);
        }
    }

    @Override
    public PoolerReport detectPooler(Connection connection, DatabaseTarget target) {
        // Nothing stands between a client and H2.
        return new PoolerReport.Direct();
    }

    @Override
    public GnomonException explain(SQLException failure, DatabaseTarget target) {
        return H2Failures.explain(failure, H2Url.parse(target));
    }
}
