package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.dialect.IntrospectionScope;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.ObjectName;
import dev.gnomon.engine.model.Table;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A database in memory for one test, with foreign keys enforced as Prisma's connections do. */
final class MemoryDatabase implements AutoCloseable {
    private final Connection connection;

    MemoryDatabase(String... statements) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite::memory:");
        run("PRAGMA foreign_keys=ON");
        run(statements);
    }

    Connection connection() {
        return connection;
    }

    void run(String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        }
    }

    /** All rows, their values joined by {@code |}. */
    List<String> rows(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= width; column++) {
                    values.add(String.valueOf(result.getString(column)));
                }
                rows.add(String.join("|", values));
            }
        }
        return rows;
    }

    DatabaseSchema introspect() throws SQLException {
        return new SqliteIntrospector().introspect(connection, IntrospectionScope.DEFAULT_NAMESPACE);
    }

    Table table(String name) throws SQLException {
        return introspect().table(ObjectName.of(name)).orElseThrow();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
