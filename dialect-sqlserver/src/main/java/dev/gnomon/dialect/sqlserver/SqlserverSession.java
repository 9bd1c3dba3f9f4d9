package dev.gnomon.dialect.sqlserver;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Questions about a session that several roles ask. */
final class SqlserverSession {

    private SqlserverSession() {}

    /**
     * A session that tells the namespace of its URL. The server has no setting for it: a user's default
     * schema belongs to the user.
     */
    static Connection inNamespace(Connection connection, String namespace) {
        return (Connection) Proxy.newProxyInstance(
                SqlserverSession.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getSchema")) {
                        return namespace;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** The namespace of objects without one. */
    static String namespace(Connection connection) throws SQLException {
        return Optional.ofNullable(connection.getSchema()).orElse(SqlserverNames.USUAL_NAMESPACE);
    }

    /** What the server tells of itself. */
    static SqlserverFacts facts(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT CONVERT(nvarchar(128), SERVERPROPERTY('ProductVersion')),"
                                + " CONVERT(nvarchar(128), DATABASEPROPERTYEX(DB_NAME(), 'Collation'))")) {
            row.next();
            return new SqlserverFacts(text(row, 1), text(row, 2));
        }
    }

    /** The first column of all rows. */
    static List<String> texts(Connection connection, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(text(rows, 1));
            }
        }
        return texts;
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).orElse("");
    }
}
