package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.cli.ProjectFolder.Transcript;
import dev.gnomon.engine.tck.server.TestServer;
import dev.gnomon.engine.tck.server.TestServers;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code migrate diff} between a history and a schema, as continuous integration runs it in a fresh checkout. */
class DiffWithoutDatabaseTest {

    private static final String MODEL = "model t {\n  id Int @id\n}\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"url = \"file:./dev.db\"", "url = env(\"NOWHERE\")", ""})
    void sqlite_needs_no_file(String url) {
        ProjectFolder project = new ProjectFolder(folder);
        project.write("prisma/schema.prisma", "datasource db {\n  provider = \"sqlite\"\n  " + url + "\n}\n\n" + MODEL);
        history(project, "sqlite", "\"id\" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT");

        assertThat(diff(project)).isEqualTo(new Transcript(0, "No difference detected.\n", ""));
        assertThat(diff(project, "--no-cache")).isEqualTo(new Transcript(0, "No difference detected.\n", ""));
        assertThat(folder.resolve("prisma/dev.db")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"file:./nowhere.db\"", "env(\"SAME\")", "env(\"NOT_SET\")"})
    void sqlite_has_no_use_for_a_shadow_database_of_the_users_own(String shadow) {
        ProjectFolder project = new ProjectFolder(folder).with("SAME", "file:./dev.db");
        project.write(
                "prisma/schema.prisma",
                "datasource db {\n  provider = \"sqlite\"\n  url = \"file:./dev.db\"\n  shadowDatabaseUrl = " + shadow
                        + "\n}\n\n" + MODEL);
        Transcript first = project.run("migrate", "dev", "--name", "init");
        assertThat(first.exitCode()).as(first.error()).isZero();
        project.sql("INSERT INTO t VALUES (7)");

        Transcript again = project.run("migrate", "dev", "--no-cache");

        assertThat(again.output()).as(again.error()).contains("Already in sync");
        assertThat(diff(project, "--no-cache").exitCode()).isZero();
        assertThat(folder.resolve("prisma/nowhere.db")).doesNotExist();
        assertThatThrownBy(() -> project.sql("INSERT INTO t VALUES (7)")).hasStackTraceContaining("UNIQUE");
    }

    @Test
    void a_server_needs_no_main_database_beside_a_shadow_database_of_the_users_own() throws Exception {
        TestServer server = TestServers.postgresql();
        String name = "cli_" + UUID.randomUUID().toString().substring(0, 8);
        String shadow = name + "_shadow";
        sql(server, "postgres", "CREATE DATABASE \"" + shadow + "\"");
        try {
            ProjectFolder project = new ProjectFolder(folder);
            project.write(
                    "prisma/schema.prisma",
                    "datasource db {\n  provider = \"postgresql\"\n  url = env(\"MAIN\")\n}\n\n" + MODEL);
            history(project, "postgresql", "\"id\" INTEGER NOT NULL, CONSTRAINT \"t_pkey\" PRIMARY KEY (\"id\")");
            String[] options = {"--no-cache", "--shadow-database-url", server.url(shadow)};
            assertThat(diff(project, "--no-cache").error()).contains("Environment variable not found: MAIN.");

            assertThat(diff(project, options)).isEqualTo(new Transcript(0, "No difference detected.\n", ""));
            String down = "postgresql://postgres@127.0.0.1:" + unusedPort() + "/";
            project.with("MAIN", down + name);
            assertThat(diff(project, options)).isEqualTo(new Transcript(0, "No difference detected.\n", ""));

            // It could be the shadow database by another way, or so much that nobody can tell.
            project.with("MAIN", down + shadow);
            assertThat(diff(project, options).error()).contains("P1001");
            project.with("MAIN", down + name);
            assertThat(diff(
                                    project,
                                    "--no-cache",
                                    "--shadow-database-url",
                                    server.url(shadow),
                                    "--allow-shadow-reset",
                                    shadow)
                            .error())
                    .contains("P1001");
            sql(server, shadow, "CREATE TABLE precious AS SELECT 1 AS id");
            assertThat(diff(project, options).error()).contains("P3026");
            project.with("MAIN", server.url(shadow));
            assertThat(diff(project, options).error()).contains("P3025");
            sql(server, shadow, "SELECT 1 / count(*) FROM precious");
        } finally {
            sql(server, "postgres", "DROP DATABASE \"" + shadow + "\" WITH (FORCE)");
        }
    }

    private static void history(ProjectFolder project, String provider, String columns) {
        project.write("prisma/migrations/migration_lock.toml", "provider = \"" + provider + "\"\n");
        project.write("prisma/migrations/20240101000000_init/migration.sql", "CREATE TABLE \"t\" (" + columns + ");\n");
    }

    private static Transcript diff(ProjectFolder project, String... more) {
        List<String> line = new ArrayList<>(List.of(
                "migrate",
                "diff",
                "--from-migrations",
                "prisma/migrations",
                "--to-schema",
                "prisma/schema.prisma",
                "--exit-code"));
        line.addAll(List.of(more));
        return project.run(line.toArray(String[]::new));
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void sql(TestServer server, String database, String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + database,
                        server.user(),
                        server.password());
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }
}
