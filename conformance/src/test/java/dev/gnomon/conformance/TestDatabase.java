package dev.gnomon.conformance;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.Dialect;
import dev.gnomon.engine.tck.server.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A database of one test case, on a real server or in a file, gone when it is closed. */
final class TestDatabase implements AutoCloseable {

    /** The record was made with this version. */
    private static final int POSTGRESQL_VERSION = 15;

    private final Dialect dialect;
    private final DatabaseTarget target;
    private final Connection connection;

    private TestDatabase(Dialect dialect, DatabaseTarget target) {
        this.dialect = dialect;
        this.target = target;
        dialect.connector().createDatabase(target);
        this.connection = dialect.connector().connect(target);
    }

    static TestDatabase create(String provider) {
        Dialect dialect = Dialects.of(provider);
        return new TestDatabase(
                dialect,
                switch (provider) {
                    case "postgresql" -> TestServers.postgresql(POSTGRESQL_VERSION).newTarget();
                    case "mysql" -> TestServers.mysql().newTarget();
                    case "sqlserver" -> TestServers.sqlserver().newTarget();
                    case "sqlite" -> new DatabaseTarget("file:./test.db", temporaryDirectory());
                    default -> throw new IllegalArgumentException("no server for " + provider);
                });
    }

    private static Path temporaryDirectory() {
        try {
            return Files.createTempDirectory("gnomon-conformance");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void execute(List<String> statements) {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                if (!sql.isBlank()) {
                    statement.executeUpdate(sql);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    Connection connection() {
        return connection;
    }

    Dialect dialect() {
        return dialect;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
        dialect.connector().dropDatabase(target);
    }
}
