package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.ProjectFolder.Transcript;
import dev.gnomon.engine.tck.server.TestServer;
import dev.gnomon.engine.tck.server.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How status and resolve explain a migration of which the database keeps a part. */
class HalfWayMigrationTest {

    @TempDir
    Path folder;

    private final TestServer server = TestServers.mysql();
    private final String database =
            "cli_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private ProjectFolder project;

    @BeforeEach
    void stop_half_way() {
        project = new ProjectFolder(folder);
        project.write("prisma/schema.prisma", "datasource db {\n  provider = \"mysql\"\n}\n");
        project.write("prisma.config.ts", "export default { datasource: { url: '" + server.url(database) + "' } }\n");
        project.write("prisma/migrations/migration_lock.toml", "provider = \"mysql\"\n");
        project.write(
                "prisma/migrations/1_stops/migration.sql",
                "CREATE TABLE a (id INTEGER NOT NULL PRIMARY KEY);\nALTER TABLE b ADD COLUMN x INTEGER;\n");
        assertThat(project.run("migrate", "deploy").exitCode()).isEqualTo(1);
    }

    @AfterEach
    void drop_what_was_made() throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:mysql://" + server.host() + ":" + server.port() + "/", server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS `" + database + "`");
        }
    }

    @Test
    void status_lists_the_statements_and_the_ways_out_after_the_usual_words() {
        Transcript status = project.run("migrate", "status");
        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(status.error()).endsWith("""
                Read more about how to resolve migration issues in a production database:
                https://pris.ly/d/migrate-resolve

                The migration 1_stops stopped half-way: 1 of its file's 2 statements ran and stay in the database.

                What became of the statements of the file:
                  1 (line 1) ran: CREATE TABLE a (id INTEGER NOT NULL PRIMARY KEY)
                  2 (line 2) failed: ALTER TABLE b ADD COLUMN x INTEGER

                Go on in one of these ways:
                - `migrate deploy --resume`, which goes on after the last statement that took effect if the database \
                proves which one that was, and changes nothing if not.
                - Undo by hand what statement 1 did, correct the file if it has to be, then \
                `migrate resolve --rolled-back 1_stops` and `migrate deploy`.
                - Do by hand what statement 2 was to do, then `migrate resolve --applied 1_stops`.
                """);
        assertThat(project.run("migrate", "status", "--json").output())
                .contains("\"failed\":[\"1_stops\"],\"stopped\":[{\"migration\":\"1_stops\",\"state\":\"failed\","
                        + "\"statements\":2,\"kept\":1,\"line\":2}]");
    }

    @Test
    void resolve_says_what_it_takes_for_granted() {
        assertThat(project.run("migrate", "resolve", "--rolled-back", "1_stops").output())
                .endsWith("""

                        Migration 1_stops marked as rolled back.

                        The next run starts at the beginning of the file again, so that what statement 1 did has to be \
                        undone in the database before.
                        """);
        assertThat(project.run("migrate", "deploy").error()).contains("Table 'a' already exists");
        assertThat(project.run("migrate", "resolve", "--applied", "1_stops").output())
                .endsWith("""

                        Migration 1_stops marked as applied.

                        What statements 1 to 2 of the file were to do is not done by it: that has to be in the database \
                        already.
                        """);
    }
}
