package dev.gnomon.conformance.roundtrip;

import dev.gnomon.conformance.Dialects;
import dev.gnomon.engine.dialect.Connector;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.EnumType;
import dev.gnomon.engine.model.TypeFamily;
import dev.gnomon.engine.tck.server.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Databases of a MySQL or MariaDB server, seen through {@code SHOW CREATE TABLE}. */
final class MysqlTestDatabase implements TestDatabase {
    private final TestServer server;
    private final Connector connector = Dialects.of("mysql").connector();
    private final Map<DatabaseTarget, Connection> sessions = new LinkedHashMap<>();

    MysqlTestDatabase(TestServer server) {
        this.server = server;
    }

    @Override
    public Connection open() throws SQLException {
        for (DatabaseTarget target : List.copyOf(sessions.keySet())) {
            if (sessions.get(target).isClosed()) {
                sessions.remove(target);
                connector.dropDatabase(target);
            }
        }
        DatabaseTarget target = server.newTarget();
        connector.createDatabase(target);
        Connection connection = connector.connect(target);
        sessions.put(target, connection);
        return connection;
    }

    @Override
    public List<String> observe(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("SHOW TABLES")) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
            for (String table : tables) {
                try (ResultSet row = statement.executeQuery("SHOW CREATE TABLE `" + table.replace("`", "``") + "`")) {
                    row.next();
                    // Columns and keys that were added stand last.
                    row.getString(2).lines().forEach(line -> seen.add(table + " " + line.replaceFirst(",$", "")));
                }
            }
        }
        // The server keeps an index for a foreign key, under the key's name or another one that serves it.
        seen.removeIf(line -> line.contains(" KEY `") && line.contains("_fkey` ("));
        // DROP DEFAULT, which is on record, leaves a column that may be null without even that default.
        seen.replaceAll(line -> line.replaceFirst(" AUTO_INCREMENT=\\d+", "").replace(" DEFAULT NULL", ""));
        seen.sort(null);
        return seen;
    }

    @Override
    public void enforceForeignKeys(Connection connection, boolean enforced) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET FOREIGN_KEY_CHECKS = " + (enforced ? 1 : 0));
        }
    }

    @Override
    public String value(Column column, int row, DatabaseSchema schema) {
        return switch (column.type().family()) {
            case TypeFamily.Scalar scalar ->
                switch (scalar) {
                    case BOOLEAN -> String.valueOf(row % 2);
                    case INT -> isA(column, "Year") ? "202" + row : String.valueOf(row);
                    case BIG_INT -> String.valueOf(row);
                    case FLOAT, DECIMAL -> row + ".5";
                    case STRING, UUID -> "'text " + row + "'";
                    case DATE_TIME -> isA(column, "Time") ? "'00:00:0" + row + "'" : "'2024-01-0" + row + " 00:00:00'";
                    case BYTES -> "x'0" + row + "'";
                    case JSON -> "'[" + row + "]'";
                };
            case TypeFamily.EnumReference reference ->
                schema.enumType(reference.enumName())
                        .map(EnumType::values)
                        .map(values ->
                                "'" + values.get((row - 1) % values.size()).replace("'", "''") + "'")
                        .orElseThrow();
            case TypeFamily.Unsupported ignored -> "NULL";
        };
    }

    private static boolean isA(Column column, String nativeType) {
        return column.type()
                .nativeType()
                .filter(type -> type.name().equals(nativeType))
                .isPresent();
    }

    /** A column of a longer key cannot be dropped and come back in one statement; the record has no other. */
    @Override
    public boolean isRefusedConversion(String report) {
        return report.startsWith("Incorrect prefix key");
    }

    @Override
    public void close() {
        sessions.keySet().forEach(connector::dropDatabase);
    }
}
