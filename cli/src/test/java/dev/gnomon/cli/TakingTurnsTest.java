package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.ProjectFolder.Transcript;
import dev.gnomon.engine.migration.Checksum;
import dev.gnomon.engine.tck.server.TestServer;
import dev.gnomon.engine.tck.server.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A project that is migrated in turns by gnomon and by Prisma's CLI. What Prisma did is replayed from a recording of its
 * own engine: each step's schema, script, checksum and lock file lie in the resources.
 */
class TakingTurnsTest {

    @TempDir
    Path folder;

    private static final class Database implements AutoCloseable {

        private final String provider;
        private final Path folder;
        private final String name =
                "turns_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);

        Database(String provider, Path folder) throws SQLException {
            this.provider = provider;
            this.folder = folder;
            if (onServer()) {
                execute("postgres", "CREATE DATABASE " + name);
            }
        }

        private boolean onServer() {
            return provider.equals("postgresql");
        }

        String url() {
            return onServer() ? TestServers.postgresql().url(name) : "file:./dev.db";
        }

        Connection connect(String database) throws SQLException {
            if (!onServer()) {
                return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("dev.db"));
            }
            TestServer server = TestServers.postgresql();
            return DriverManager.getConnection(
                    "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + database,
                    server.user(),
                    server.password());
        }

        void execute(String script) throws SQLException {
            execute(name, script);
        }

        private void execute(String database, String script) throws SQLException {
            try (Connection connection = connect(database);
                    Statement run = connection.createStatement()) {
                if (onServer()) {
                    run.execute(script);
                } else {
                    // This driver runs the first statement of a text only.
                    for (String statement : script.split(";\\s*\\n")) {
                        if (!statement.isBlank()) {
                            run.execute(statement);
                        }
                    }
                }
            }
        }

        List<String> history() throws SQLException {
            String query = "SELECT migration_name, checksum, finished_at IS NOT NULL AND rolled_back_at IS NULL,"
                    + " applied_steps_count FROM _prisma_migrations ORDER BY started_at, migration_name";
            List<String> rows = new ArrayList<>();
            try (Connection connection = connect(name);
                    Statement run = connection.createStatement();
                    ResultSet found = run.executeQuery(query)) {
                while (found.next()) {
                    rows.add(found.getString(1) + " " + found.getString(2) + " " + found.getBoolean(3) + " "
                            + found.getInt(4));
                }
            }
            return rows;
        }

        /** The history's table and a row of it, as Prisma's engine writes them. */
        void record(String migration, String checksum) throws SQLException {
            String instant = onServer() ? "TIMESTAMPTZ" : "DATETIME";
            String count = onServer() ? "INTEGER" : "INTEGER UNSIGNED";
            execute("CREATE TABLE IF NOT EXISTS _prisma_migrations (id VARCHAR(36) PRIMARY KEY NOT NULL,"
                    + " checksum VARCHAR(64) NOT NULL, finished_at " + instant
                    + ", migration_name VARCHAR(255) NOT NULL,"
                    + " logs TEXT, rolled_back_at " + instant + ", started_at " + instant
                    + " NOT NULL DEFAULT current_timestamp, applied_steps_count " + count + " NOT NULL DEFAULT 0)");
            String now = onServer() ? "now()" : Long.toString(Instant.now().toEpochMilli());
            execute("INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at,"
                    + " applied_steps_count) VALUES ('" + UUID.randomUUID() + "', '" + checksum + "', " + now + ", '"
                    + migration + "', " + now + ", 1)");
        }

        @Override
        public void close() throws SQLException {
            if (onServer()) {
                execute("postgres", "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
            }
        }
    }

    private record Step(Path recording) {

        String name() {
            String folder = recording.getFileName().toString();
            return folder.substring(folder.indexOf('-') + 1);
        }

        String read(String file) {
            try {
                return Files.readString(recording.resolve(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static List<Step> steps(String provider) throws IOException, URISyntaxException {
        Path recordings = Path.of(
                TakingTurnsTest.class.getResource("/taking-turns/" + provider).toURI());
        try (Stream<Path> found = Files.list(recordings)) {
            return found.sorted().map(Step::new).toList();
        }
    }

    @ParameterizedTest(name = "{0}, Prisma makes every second migration, its first is number {1}")
    @CsvSource({"postgresql,1", "postgresql,2", "sqlite,1", "sqlite,2"})
    void a_project_migrated_in_turns_stays_in_sync(String provider, int firstOfPrisma) throws Exception {
        try (Database database = new Database(provider, folder)) {
            ProjectFolder project = new ProjectFolder(folder);
            project.write("prisma.config.ts", "export default { datasource: { url: '" + database.url() + "' } }\n");
            List<String> expectedRows = new ArrayList<>();
            int number = 1;
            for (Step step : steps(provider)) {
                if (!step.read("before.sql").isBlank()) {
                    database.execute(step.read("before.sql"));
                }
                project.write("prisma/schema.prisma", step.read("schema.prisma"));
                waitForNextSecond();
                if (number % 2 == firstOfPrisma % 2) {
                    migrateByPrisma(project, database, step);
                } else {
                    Transcript made = project.runOnTerminal("y\n", "migrate", "dev", "--name", step.name());
                    assertThat(made.exitCode()).as(made.output() + made.error()).isZero();
                }
                List<String> migrations = project.migrations();
                assertThat(migrations).hasSize(number).last().asString().endsWith("_" + step.name());
                String last = migrations.get(number - 1);
                String script = project.read("prisma/migrations/" + last + "/migration.sql");
                boolean recorded = script.equals(step.read("migration.sql"));
                String checksum = recorded
                        ? step.read("checksum").strip()
                        : Checksum.of(script).hex();
                expectedRows.add(last + " " + checksum + " true 1");
                assertThat(withoutNumbersGivenOut(script)).isEqualTo(step.read("migration.sql"));
                assertThat(project.read("prisma/migrations/migration_lock.toml"))
                        .isEqualTo(step.read("migration_lock.toml"));
                assertInSync(project, database, expectedRows);
                number++;
            }
        }
    }

    /** Names of migrations begin with a second, and their order is that of their names. */
    private static void waitForNextSecond() throws InterruptedException {
        long second = Instant.now().getEpochSecond();
        while (Instant.now().getEpochSecond() == second) {
            Thread.sleep(20);
        }
    }

    private static void migrateByPrisma(ProjectFolder project, Database database, Step step) throws SQLException {
        String migration = DateTimeFormatter.ofPattern("uuuuMMddHHmmss")
                        .withZone(ZoneOffset.UTC)
                        .format(Instant.now()) + "_" + step.name();
        project.write("prisma/migrations/" + migration + "/migration.sql", step.read("migration.sql"));
        project.write("prisma/migrations/migration_lock.toml", step.read("migration_lock.toml"));
        database.execute(step.read("migration.sql"));
        database.record(migration, step.read("checksum").strip());
    }

    private static void assertInSync(ProjectFolder project, Database database, List<String> expectedRows)
            throws SQLException {
        assertThat(database.history()).isEqualTo(expectedRows);
        assertThat(project.run("migrate", "status").output()).contains("Database schema is up to date!");
        assertThat(project.run("migrate", "deploy").output()).contains("No pending migrations to apply.");
        assertThat(project.run("migrate", "dev").output())
                .contains("Already in sync, no schema change or pending migration was found.");
        assertThat(database.history()).isEqualTo(expectedRows);
    }

    /** A table that is built anew keeps which numbers it gave out, which the recorded one forgets. */
    private static String withoutNumbersGivenOut(String script) {
        return script.lines()
                .filter(line -> !line.startsWith("INSERT INTO \"sqlite_sequence\""))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }
}
