package dev.gnomon.dialect.mysql;

import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.tck.server.TestServer;
import dev.gnomon.engine.tck.server.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A new database on one of the servers, dropped when it is closed. */
final class ScratchDatabase implements AutoCloseable {

    private static final MysqlConnector CONNECTOR = new MysqlConnector();

    final TestServer server;
    final DatabaseTarget target;
    final Connection connection;

    ScratchDatabase(TestServer server) {
        this.server = server;
        this.target = server.newTarget();
        CONNECTOR.createDatabase(target);
        this.connection = CONNECTOR.connect(target);
    }

    /** MySQL and MariaDB. */
    static Stream<TestServer> servers() {
        return Stream.of(TestServers.mysql(), TestServers.mariadb());
    }

    void run(String script) throws SQLException {
        new MysqlScriptRunner().run(connection, script);
    }

    DatabaseSchema introspect() throws SQLException {
        return new MysqlIntrospector().introspect(connection, IntrospectionScope.DEFAULT_NAMESPACE);
    }

    String text(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return String.valueOf(row.getString(1));
        }
    }

    /** Another session, which sees what is committed only. */
    Look look() {
        return new Look(CONNECTOR.connect(target));
    }

    /** A session that looks. */
    record Look(Connection connection) implements AutoCloseable {

        /** The first column of all rows, joined by commas. */
        String list(String query) throws SQLException {
            List<String> values = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(query)) {
                while (row.next()) {
                    values.add(row.getString(1));
                }
            }
            return String.join(",", values);
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        CONNECTOR.dropDatabase(target);
    }
}
