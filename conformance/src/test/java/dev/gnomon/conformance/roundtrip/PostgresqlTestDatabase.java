package dev.gnomon.conformance.roundtrip;

import dev.gnomon.conformance.Dialects;
import dev.gnomon.engine.dialect.Connector;
import dev.gnomon.engine.dialect.DatabaseTarget;
import dev.gnomon.engine.model.Arity;
import dev.gnomon.engine.model.Column;
import dev.gnomon.engine.model.DatabaseSchema;
import dev.gnomon.engine.model.EnumType;
import dev.gnomon.engine.model.NativeType;
import dev.gnomon.engine.model.TypeFamily;
import dev.gnomon.engine.tck.server.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Databases of a PostgreSQL server, used again and again. Each time the server's own descriptions are
 * compared; every tenth time, since that takes long, {@code pg_dump --schema-only} is too.
 */
final class PostgresqlTestDatabase implements TestDatabase {
    private static final int DUMP_EVERY = 10;
    private static final int OPEN_UNTIL_RENEWED = 100;
    private static final List<String> DESCRIPTIONS = List.of(
            "SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)"
                    + " || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END"
                    + " || coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')"
                    + " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
                    + " LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum"
                    + " WHERE c.relnamespace::regnamespace::text IN ('public', 'shop') AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped",
            "SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint"
                    + " WHERE connamespace::regnamespace::text IN ('public', 'shop') AND contype <> 'n'",
            "SELECT indexdef FROM pg_indexes WHERE schemaname IN ('public', 'shop')",
            "SELECT typname || ' ' || string_agg(enumlabel, ',' ORDER BY enumlabel) FROM pg_enum"
                    + " JOIN pg_type t ON t.oid = enumtypid GROUP BY typname",
            "SELECT 'sequence ' || relname FROM pg_class WHERE relkind = 'S' AND relnamespace::regnamespace::text IN ('public', 'shop')");

    private final TestServer server;
    private final Connector connector = Dialects.of("postgresql").connector();
    private final List<DatabaseTarget> targets = new ArrayList<>();
    private final Map<DatabaseTarget, Connection> sessions = new LinkedHashMap<>();
    private final boolean canDump;
    private int observations;
    private int opened;

    PostgresqlTestDatabase(TestServer server, int majorVersion) {
        this.server = server;
        this.canDump = canDump(server, majorVersion);
    }

    /** Whether there is a pg_dump that can read the server, which may not be newer; prints why not. */
    private static boolean canDump(TestServer server, int majorVersion) {
        try {
            Process process = new ProcessBuilder("pg_dump", "--version").start();
            String version = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean works = process.waitFor() == 0;
            int majorOfDump = works ? Integer.parseInt(version.replaceAll("^\\D*(\\d+).*$", "$1")) : 0;
            if (majorOfDump < majorVersion) {
                System.out.println(
                        "observer: " + version + " is too old for " + server + ", only the server's own descriptions");
                return false;
            }
            System.out.println("observer: " + version + " on " + server);
            return true;
        } catch (IOException e) {
            System.out.println("observer: no pg_dump here, only the server's own descriptions: " + e.getMessage());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public Connection open() throws SQLException {
        if (++opened % OPEN_UNTIL_RENEWED == 0) {
            dropFreeDatabases();
        }
        DatabaseTarget target = freeTarget();
        Connection connection = connector.connect(target);
        sessions.put(target, connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS public CASCADE");
            statement.execute("DROP SCHEMA IF EXISTS shop CASCADE");
            statement.execute("CREATE SCHEMA public");
        }
        return connection;
    }

    /** The catalogs of a database grow with everything that was ever in it, and slow down. */
    private void dropFreeDatabases() throws SQLException {
        for (DatabaseTarget target : List.copyOf(targets)) {
            if (sessions.get(target).isClosed()) {
                connector.dropDatabase(target);
                targets.remove(target);
            }
        }
    }

    private DatabaseTarget freeTarget() throws SQLException {
        for (DatabaseTarget target : targets) {
            if (sessions.get(target).isClosed()) {
                return target;
            }
        }
        DatabaseTarget target = server.newTarget();
        connector.createDatabase(target);
        targets.add(target);
        return target;
    }

    @Override
    public List<String> observe(Connection connection) throws SQLException {
        List<String> seen = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (String description : DESCRIPTIONS) {
                try (ResultSet rows = statement.executeQuery(description)) {
                    while (rows.next()) {
                        seen.add(withoutCaseOfSequences(rows.getString(1)));
                    }
                }
            }
        }
        // Two observations belong together: what was migrated and what was made from nothing.
        if (canDump && observations++ / 2 % DUMP_EVERY == 0) {
            seen.addAll(dump(connection.getCatalog()));
        }
        seen.sort(null);
        return seen;
    }

    /** The lines of a dump, but for the order of columns and values and what says nothing of the structure. */
    private List<String> dump(String database) {
        ProcessBuilder builder = new ProcessBuilder(
                "pg_dump",
                "--schema-only",
                "--no-owner",
                "--host",
                server.host(),
                "--port",
                String.valueOf(server.port()),
                "--username",
                server.user(),
                database);
        builder.environment().put("PGPASSWORD", server.password());
        builder.redirectErrorStream(true);
        try {
            Process process = builder.start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("pg_dump failed: " + text);
            }
            return text.lines()
                    .map(line -> line.endsWith(",") ? line.substring(0, line.length() - 1) : line)
                    .filter(line -> !line.isBlank() && !line.startsWith("--") && !line.startsWith("\\"))
                    // A namespace that the schema lists stays when its last table goes.
                    .filter(line -> !line.startsWith("CREATE SCHEMA"))
                    // A sequence that was added to a column is one of its own; that of a serial column has its type.
                    .filter(line -> !line.strip().matches("AS (integer|smallint|bigint)"))
                    .map(PostgresqlTestDatabase::withoutCaseOfSequences)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A sequence that is made for a column that was there has a name in lower case, as ever. */
    private static String withoutCaseOfSequences(String line) {
        return line.contains("_seq") ? line.replace("\"", "").toLowerCase(java.util.Locale.ROOT) : line;
    }

    @Override
    public void enforceForeignKeys(Connection connection, boolean enforced) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = " + (enforced ? "origin" : "replica"));
        }
    }

    @Override
    public boolean isRefusedConversion(String report) {
        boolean conversion = report.contains("cannot be cast automatically");
        // A foreign key holds on to the very key or index that it was made with, even where another one would do.
        boolean heldByForeignKey =
                report.contains("because other objects depend on it") && report.contains("depends on index");
        return conversion || heldByForeignKey;
    }

    @Override
    public String value(Column column, int row, DatabaseSchema schema) {
        String single = single(column, row, schema);
        return column.arity() == Arity.LIST
                ? "'{\"" + single.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}'"
                : "'" + single + "'";
    }

    private static List<String> argument(Column column) {
        return column.type().nativeType().map(NativeType::arguments).orElse(List.of());
    }

    private static String single(Column column, int row, DatabaseSchema schema) {
        String nativeType = column.type().nativeType().map(type -> type.name()).orElse("");
        return switch (nativeType) {
            case "Uuid" -> "00000000-0000-0000-0000-00000000000" + row;
            case "Inet" -> "10.0.0." + row;
            case "Bit" -> (argument(column).isEmpty() ? "" : "000") + row % 2;
            case "VarBit" -> "1" + row % 2;
            case "Xml" -> "<a>" + row + "</a>";
            case "Char" -> (argument(column).isEmpty() ? "" : "c") + row;
            case "Time", "Timetz" -> "01:02:0" + row;
            default ->
                switch (column.type().family()) {
                    case TypeFamily.Scalar scalar ->
                        switch (scalar) {
                            case BOOLEAN -> String.valueOf(row % 2 == 0);
                            case INT, BIG_INT, FLOAT, DECIMAL -> String.valueOf(row);
                            case STRING -> "text " + row;
                            case UUID -> "00000000-0000-0000-0000-00000000000" + row;
                            case DATE_TIME -> "2024-01-0" + row + " 00:00:00+00";
                            case BYTES -> "\\x0" + row;
                            case JSON -> "[" + row + "]";
                        };
                    case TypeFamily.EnumReference reference -> {
                        EnumType type = schema.enumType(reference.enumName()).orElseThrow();
                        yield type.values().get(row % type.values().size()).replace("'", "''");
                    }
                    case TypeFamily.Unsupported unsupported ->
                        switch (unsupported.databaseType()) {
                            case "circle" -> "<(0,0)," + row + ">";
                            case "interval" -> row + " days";
                            case "int4range" -> "[" + row + ",9)";
                            default -> "word" + row;
                        };
                };
        };
    }

    @Override
    public void close() throws SQLException {
        for (DatabaseTarget target : targets) {
            sessions.get(target).close();
            connector.dropDatabase(target);
        }
    }
}
