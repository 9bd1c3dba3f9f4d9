package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.ProjectFolder.Transcript;
import dev.gnomon.engine.tck.server.TestServer;
import dev.gnomon.engine.tck.server.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is declared external outlives the emptying of the database, whichever command empties it. */
class ExternalObjectsResetTest {

    private static final String MODEL = "model mine {\n  id Int @id\n}\n";

    @TempDir
    Path folder;

    @Test
    void a_sqlite_file_keeps_external_tables_on_reset_and_on_forced_push() throws SQLException {
        ProjectFolder project = ProjectFolder.sqlite(folder, MODEL);
        project.write("gnomon.toml", "[tables]\nexternal = [\"theirs\"]\n");
        succeed(project, "migrate", "dev", "--name", "init");
        String url = "jdbc:sqlite:" + folder.resolve("prisma/dev.db");
        sql(url, "CREATE TABLE theirs (id INTEGER PRIMARY KEY, v TEXT)");
        sql(url, "INSERT INTO theirs VALUES (1, 'precious')");
        sql(url, "INSERT INTO mine VALUES (1)");

        succeed(project, "migrate", "reset", "--force");

        assertThat(text(url, "SELECT v || (SELECT count(*) FROM mine) FROM theirs"))
                .isEqualTo("precious0");
        assertThat(project.run("migrate", "status").exitCode()).isZero();
        sql(url, "INSERT INTO mine VALUES (1)");

        succeed(project, "db", "push", "--force-reset");

        assertThat(text(url, "SELECT v || (SELECT count(*) FROM mine) FROM theirs"))
                .isEqualTo("precious0");
    }

    @Test
    void a_postgresql_database_keeps_external_tables_in_its_namespaces() throws SQLException {
        TestServer server = TestServers.postgresql();
        String database = "cli_" + UUID.randomUUID().toString().substring(0, 8);
        String administration = jdbc(server, "postgres");
        sql(administration, "CREATE DATABASE \"" + database + "\"");
        try {
            String url = jdbc(server, database);
            sql(
                    url,
                    "CREATE SCHEMA auth; CREATE TABLE auth.users (id INT PRIMARY KEY, name TEXT);"
                            + " INSERT INTO auth.users VALUES (1, 'Ann'); CREATE TYPE auth.kind AS ENUM ('a')");
            ProjectFolder project = new ProjectFolder(folder);
            project.write("prisma/schema.prisma", """
                    datasource db {
                      provider = "postgresql"
                      schemas  = ["public", "auth"]
                    }

                    model mine {
                      id   Int   @id
                      user Int
                      u    users @relation(fields: [user], references: [id])

                      @@schema("public")
                    }

                    model users {
                      id   Int    @id
                      name String?
                      mine mine[]

                      @@schema("auth")
                    }
                    """);
            project.write(
                    "prisma.config.ts",
                    "export default { experimental: { externalTables: true }, datasource: { url: '"
                            + server.url(database) + "' }, tables: { external:"
                            + " ['auth.users'] }, enums: { external: ['auth.kind'] }, migrations: { initShadowDb:"
                            + " 'CREATE SCHEMA auth; CREATE TABLE auth.users (id INT PRIMARY KEY, name TEXT);' } }\n");
            succeed(project, "migrate", "dev", "--name", "init");
            sql(url, "INSERT INTO mine VALUES (1, 1)");

            succeed(project, "migrate", "reset", "--force");

            assertThat(text(
                            url,
                            "SELECT name || (SELECT count(*) FROM mine) || to_regtype('auth.kind') FROM auth.users"))
                    .isEqualTo("Ann0auth.kind");
            succeed(project, "db", "push", "--force-reset");
            assertThat(text(url, "SELECT name || (SELECT count(*) FROM mine) FROM auth.users"))
                    .isEqualTo("Ann0");
            sql(url, "ALTER TABLE auth.users ADD mine INT REFERENCES public.mine(id)");
            sql(url, "INSERT INTO mine VALUES (1, 1)");

            Transcript refused = project.run("migrate", "reset", "--force");

            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.error()).contains("P3016").contains("`auth.users` needs `public.mine`");
            assertThat(text(url, "SELECT count(*) FROM mine")).isEqualTo("1");
        } finally {
            sql(administration, "DROP DATABASE \"" + database + "\" WITH (FORCE)");
        }
    }

    private static void succeed(ProjectFolder project, String... line) {
        Transcript run = project.run(line);
        assertThat(run.exitCode()).as(run.error() + run.output()).isZero();
    }

    private static String jdbc(TestServer server, String database) {
        return "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + database + "?user=" + server.user()
                + "&password=" + server.password();
    }

    private static void sql(String url, String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    private static String text(String url, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
