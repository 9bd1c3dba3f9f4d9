package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.Connector;
import dev.gnomon.engine.dialect.DatabaseIdentity;
import dev.gnomon.engine.dialect.DatabaseLocation;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.PoolerReport;
import dev.gnomon.engine.dialect.SecretMask;
import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.support.KnownFailures;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sqlite.JDBC;

/** Opens database files. */
final class SqliteConnector implements Connector {
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(5);

    @Override
    public boolean accepts(DatabaseTarget target) {
        return SqliteUrl.isAccepted(target.url().strip());
    }

    @Override
    public DatabaseLocation locate(DatabaseTarget target) {
        SqliteUrl url = SqliteUrl.parse(target);
        return new DatabaseLocation(
                Optional.of(url.databaseName()), Optional.empty(), Optional.of(SecretMask.mask(url.written())));
    }

    @Override
    public Connection connect(DatabaseTarget target) {
        return connect(target, patience(SqliteUrl.parse(target)));
    }

    /** Even a look at the file waits for a run that has locked it. */
    @Override
    public Connection connect(DatabaseTarget target, Duration lockPatience) {
        SqliteUrl url = SqliteUrl.parse(target);
        url.file().filter(file -> !Files.exists(file)).ifPresent(file -> {
            throw SqliteFailures.missing(url);
        });
        try {
            return open(url.file(), url.isReadOnly(), lockPatience);
        } catch (SQLException e) {
            throw SqliteFailures.explain(e, url, lockPatience);
        }
    }

    /**
     * Open a file that exists, or a new database in memory.
     *
     * @param patience how long to wait for a lock
     */
    static Connection open(Optional<Path> file, boolean readOnly, Duration patience) throws SQLException {
        String url = JDBC.PREFIX + file.map(Path::toString).orElse(":memory:");
        Connection connection = JDBC.createConnection(url, SqliteDriverProperties.of(file, readOnly, patience));
        try (Statement statement = connection.createStatement()) {
            // The file is not even looked at before the first statement.
            statement.execute("SELECT count(*) FROM sqlite_schema");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    @Override
    public String createDatabase(DatabaseTarget target) {
        SqliteUrl url = SqliteUrl.parse(target);
        url.file().ifPresent(file -> {
            try {
                Path folder = file.getParent();
                if (folder != null) {
                    Files.createDirectories(folder);
                }
                Files.createFile(file);
            } catch (FileAlreadyExistsException e) {
                throw KnownFailures.databaseAlreadyExists(url.databaseName(), e);
            } catch (IOException e) {
                throw KnownFailures.databaseCreationFailed(
                        url.databaseName(),
                        "Check that " + file.getParent() + " is a folder that you may write to.",
                        e);
            }
        });
        return url.databaseName();
    }

    @Override
    public void dropDatabase(DatabaseTarget target) {
        SqliteUrl url = SqliteUrl.parse(target);
        url.file().ifPresent(file -> {
            try {
                for (String suffix : List.of("-journal", "-wal", "-shm", "")) {
                    Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
                }
            } catch (IOException e) {
                throw new GnomonException(
                        EngineErrorCode.FILE_FAILURE,
                        "Database `" + url.databaseName() + "` could not be deleted",
                        "Check that " + file + " is a file that you may delete, and that no program has it open.",
                        e);
            }
        });
    }

    @Override
    public String serverVersion(Connection connection) throws SQLException {
        return "SQLite " + connection.getMetaData().getDatabaseProductVersion();
    }

    /** The system's own key of the file, which symbolic and hard links share. */
    @Override
    public DatabaseIdentity identify(Connection connection, DatabaseTarget target) throws SQLException {
        String file = SqliteSession.mainFile(connection);
        if (file.isEmpty()) {
            return new DatabaseIdentity("memory", Integer.toHexString(System.identityHashCode(connection)));
        }
        try {
            Path path = Path.of(file).toRealPath();
            Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            return new DatabaseIdentity("file", key == null ? path.toString() : key.toString());
        } catch (IOException e) {
            throw new SQLException("the database file cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void limitLockWaits(Connection connection, Duration patience) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout=" + patience.toMillis());
        }
    }

    @Override
    public SessionPlace place(Connection connection) {
        return new SessionPlace(Optional.of("main"), Optional.empty());
    }

    @Override
    public Optional<String> defaultNamespace(Connection connection) {
        return Optional.empty();
    }

    @Override
    public PoolerReport detectPooler(Connection connection, DatabaseTarget target) {
        // A file.
        return new PoolerReport.Direct();
    }

    @Override
    public GnomonException explain(SQLException failure, DatabaseTarget target) {
        SqliteUrl url = SqliteUrl.parse(target);
        return SqliteFailures.explain(failure, url, patience(url));
    }

    private static Duration patience(SqliteUrl url) {
        return url.socketTimeoutSeconds().map(Duration::ofSeconds).orElse(USUAL_PATIENCE);
    }
}
