package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.Connector;
import dev.gnomon.engine.dialect.DatabaseIdentity;
import dev.gnomon.engine.dialect.DatabaseLocation;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.SecretMask;
import dev.gnomon.engine.dialect.SessionPlace;
import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

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
            throw missing(url);
        });
        try {
            return open(url.file(), url.isReadOnly(), lockPatience);
        } catch (SQLException e) {
            throw explain(e, url, lockPatience);
        }
    }

    /**
     * Open a file that exists, or a new database in memory.
     *
     * @param patience how long to wait for a lock
     */
    static Connection open(Optional<Path> file, boolean readOnly, Duration patience) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        // As in Prisma's connections; SQLite's own default is off.
        config.enforceForeignKeys(true);
        config.setBusyTimeout(Math.toIntExact(Math.min(patience.toMillis(), Integer.MAX_VALUE)));
        if (readOnly) {
            config.setReadOnly(true);
        } else if (file.isPresent()) {
            config.resetOpenMode(SQLiteOpenMode.CREATE);
        }
        String url = JDBC.PREFIX + file.map(Path::toString).orElse(":memory:");
        Connection connection = JDBC.createConnection(url, config.toProperties());
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
                throw new GnomonException(
                        EngineErrorCode.DATABASE_ALREADY_EXISTS,
                        "Database `" + url.databaseName() + "` already exists on the database server",
                        "Choose another name, or use the database that is there.",
                        e);
            } catch (IOException e) {
                throw new GnomonException(
                        EngineErrorCode.DATABASE_CREATION_FAILED,
                        "Failed to create database: " + url.databaseName(),
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
        String file = mainFile(connection);
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

    /** Empty for a database in memory. */
    static String mainFile(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA database_list")) {
            // The first one is the main database; the query does not touch its file.
            return row.next() ? Optional.ofNullable(row.getString(3)).orElse("") : "";
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
    public GnomonException explain(SQLException failure, DatabaseTarget target) {
        SqliteUrl url = SqliteUrl.parse(target);
        return explain(failure, url, patience(url));
    }

    private static Duration patience(SqliteUrl url) {
        return url.socketTimeoutSeconds().map(Duration::ofSeconds).orElse(USUAL_PATIENCE);
    }

    private GnomonException explain(SQLException failure, SqliteUrl url, Duration patience) {
        String name = url.databaseName();
        return switch (SqliteFailures.primaryCode(failure)) {
            case SqliteFailures.BUSY, SqliteFailures.LOCKED ->
                new GnomonException(
                        EngineErrorCode.OPERATION_TIMED_OUT,
                        "Operations timed out after `" + patience.toSeconds() + "s`. Context: The database `" + name
                                + "` is locked by somebody else.",
                        "Wait until the other program is done with the file, or raise --lock-timeout, or socket_timeout"
                                + " in the URL.",
                        failure);
            case SqliteFailures.CANNOT_OPEN, SqliteFailures.PERMISSION ->
                url.file().stream().noneMatch(Files::exists)
                        ? missing(url)
                        : new GnomonException(
                                EngineErrorCode.ACCESS_DENIED,
                                "User was denied access on the database `" + name + "`",
                                "Give yourself the permission to read and write the file and its folder.",
                                failure);
            case SqliteFailures.READ_ONLY ->
                new GnomonException(
                        EngineErrorCode.ACCESS_DENIED,
                        "User was denied access on the database `" + name + "`",
                        "The file is read-only: give yourself the permission to write it and its folder.",
                        failure);
            case SqliteFailures.FULL, SqliteFailures.INPUT_OUTPUT ->
                new GnomonException(
                        EngineErrorCode.OUT_OF_SPACE,
                        "SQLite database error\n" + SqliteFailures.message(failure),
                        "Make room on the disk of `" + name + "`, and look whether it is healthy.",
                        failure);
            case SqliteFailures.NOT_A_DATABASE ->
                new GnomonException(
                        EngineErrorCode.DATABASE_FAILURE,
                        "SQLite database error\nfile is not a database",
                        "Check the URL: `" + name + "` is no database of SQLite, or an encrypted one.",
                        failure);
            case SqliteFailures.CORRUPT ->
                new GnomonException(
                        EngineErrorCode.DATABASE_FAILURE,
                        "SQLite database error\n" + SecretMask.mask(SqliteFailures.message(failure)),
                        "The file is damaged: restore it from a backup, or try the command .recover of sqlite3.",
                        failure);
            default ->
                new GnomonException(
                        EngineErrorCode.DATABASE_FAILURE,
                        "SQLite database error\n" + SecretMask.mask(SqliteFailures.message(failure)),
                        "",
                        failure);
        };
    }

    private static GnomonException missing(SqliteUrl url) {
        return new GnomonException(
                EngineErrorCode.DATABASE_DOES_NOT_EXIST,
                "Database `" + url.databaseName() + "` does not exist",
                "Create the database, or correct the path in the URL: there is no file "
                        + url.file().map(Path::toString).orElse(url.databaseName()) + ".");
    }
}
