package dev.gnomon.cli.prisma;

import dev.gnomon.engine.tck.server.TestServer;
import dev.gnomon.engine.tck.server.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;

/** The database of one project, which the Prisma CLI makes and a test looks into. */
final class PrismaDatabase implements AutoCloseable {

    private final String provider;
    private final Path project;
    private final Optional<TestServer> server;
    private final String name =
            "prisma_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);

    PrismaDatabase(String provider, Path project) {
        this.provider = provider;
        this.project = project;
        this.server = switch (provider) {
            case "postgresql" -> Optional.of(TestServers.postgresql());
            case "mysql" -> Optional.of(TestServers.mysql());
            default -> Optional.empty();
        };
    }

    String provider() {
        return provider;
    }

    /** The URL for the client; that of SQLite is relative to the folder that the client's version starts from. */
    String url() {
        return server.map(known -> known.url(name)).orElse("file:./dev.db");
    }

    /** The URL of a database that is not there. */
    String absentUrl() {
        return server.map(known -> known.url(name + "_absent")).orElse("file:./absent.db");
    }

    private Connection connect(String database) throws SQLException {
        if (server.isEmpty()) {
            Path inSchemaFolder = project.resolve("prisma/dev.db");
            Path file = inSchemaFolder.toFile().exists() ? inSchemaFolder : project.resolve("dev.db");
            return DriverManager.getConnection("jdbc:sqlite:" + file);
        }
        TestServer known = server.get();
        String options = provider.equals("mysql") ? "?allowPublicKeyRetrieval=true&sslMode=DISABLED" : "";
        return DriverManager.getConnection(
                "jdbc:" + provider + "://" + known.host() + ":" + known.port() + "/" + database + options,
                known.user(),
                known.password());
    }

    void execute(String statement) throws SQLException {
        try (Connection connection = connect(name);
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    /** Count what a condition holds for. */
    int count(String tableAndCondition) throws SQLException {
        try (Connection connection = connect(name);
                Statement run = connection.createStatement();
                ResultSet rows = run.executeQuery("SELECT count(*) FROM " + tableAndCondition)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    boolean hasTable(String table) throws SQLException {
        try (Connection connection = connect(name);
                ResultSet tables = connection.getMetaData().getTables(null, null, table, new String[] {"TABLE"})) {
            while (tables.next()) {
                String catalog = tables.getString("TABLE_CAT");
                if (!provider.equals("mysql") || name.equals(catalog)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Migrations that the history holds as applied. */
    int applied() throws SQLException {
        return count("_prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL");
    }

    @Override
    public void close() throws SQLException {
        if (server.isEmpty()) {
            return;
        }
        String always = provider.equals("mysql") ? "mysql" : "postgres";
        try (Connection connection = connect(always);
                Statement run = connection.createStatement()) {
            run.execute("DROP DATABASE IF EXISTS " + name + (provider.equals("mysql") ? "" : " WITH (FORCE)"));
        }
    }
}
