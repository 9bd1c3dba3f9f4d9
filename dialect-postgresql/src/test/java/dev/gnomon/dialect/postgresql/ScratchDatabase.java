package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.tck.server.TestServer;
import dev.gnomon.engine.tck.server.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A database of its own for one test, with a session; dropped when it is closed. */
final class ScratchDatabase implements AutoCloseable {

    private static final PostgresqlConnector CONNECTOR = new PostgresqlConnector();

    private final DatabaseTarget target;
    private final Connection connection;

    private ScratchDatabase(DatabaseTarget target) {
        this.target = target;
        CONNECTOR.createDatabase(target);
        this.connection = CONNECTOR.connect(target);
    }

    static ScratchDatabase create() {
        return on(TestServers.postgresql());
    }

    static ScratchDatabase on(TestServer server) {
        return new ScratchDatabase(server.newTarget());
    }

    /** A target with another URL and the same folder for relative names. */
    static DatabaseTarget target(String url) {
        return new DatabaseTarget(url, Path.of("").toAbsolutePath());
    }

    DatabaseTarget target() {
        return target;
    }

    String name() {
        return PostgresqlUrl.parse(target).effectiveDatabase();
    }

    /** The same database for another user, with or without a password. */
    DatabaseTarget targetFor(String userInfo) {
        PostgresqlUrl url = PostgresqlUrl.parse(target);
        return target("postgresql://" + userInfo + "@" + url.hostAndPort() + "/" + name());
    }

    Connection connection() {
        return connection;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    String text(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    DatabaseSchema introspect() throws SQLException {
        return new PostgresqlIntrospector().introspect(connection, IntrospectionScope.DEFAULT_NAMESPACE);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        CONNECTOR.dropDatabase(target);
    }
}
