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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresqlCommandsTest {

    private static final String SCHEMA = """
            datasource db {
              provider = "postgresql"
            }

            model Car {
              id    Int   @id @default(autoincrement())
              color Color
            }

            enum Color {
              RED
              GREEN
            }
            """;

    @TempDir
    Path folder;

    private final TestServer server = TestServers.postgresql();
    private final String database =
            "cli_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    private final String role = database + "_user";
    private ProjectFolder project;

    @BeforeEach
    void write_project() {
        project = new ProjectFolder(folder);
        project.write("prisma/schema.prisma", SCHEMA);
        configure(server.url(database), "");
    }

    @AfterEach
    void drop_what_was_made() throws SQLException {
        sql("postgres", "DROP DATABASE IF EXISTS \"" + database + "\" WITH (FORCE)");
        sql("postgres", "DROP DATABASE IF EXISTS \"" + database + "_shadow\" WITH (FORCE)");
        sql("postgres", "DROP ROLE IF EXISTS \"" + role + "\"");
    }

    private void configure(String url, String more) {
        project.write("prisma.config.ts", "export default { datasource: { url: '" + url + "'" + more + " } }\n");
    }

    private Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + name,
                server.user(),
                server.password());
    }

    private void sql(String name, String statement) throws SQLException {
        try (Connection connection = connect(name);
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    private int count(String name, String query) throws SQLException {
        try (Connection connection = connect(name);
                Statement run = connection.createStatement();
                ResultSet rows = run.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private String asRole(String name) {
        return "postgresql://" + role + ":pw@" + server.host() + ":" + server.port() + "/" + name;
    }

    @Test
    void an_enum_that_was_changed_by_hand_is_told_as_drift() throws SQLException {
        Transcript first = project.run("migrate", "dev", "--name", "init").steady();
        assertThat(first.exitCode()).as(first.error()).isZero();
        assertThat(first.output())
                .startsWith("Datasource \"db\": PostgreSQL database \"" + database + "\", schema \"public\" at \""
                        + server.host() + ":" + server.port() + "\"\n\nPostgreSQL database " + database
                        + " created at");
        sql(database, "ALTER TYPE \"Color\" ADD VALUE 'TRANSPARENT'");
        sql(
                database,
                "ALTER TYPE \"Color\" RENAME TO old; CREATE TYPE \"Color\" AS ENUM ('GREEN', 'TRANSPARENT');"
                        + " ALTER TABLE \"Car\" ALTER COLUMN color TYPE \"Color\" USING color::text::\"Color\"; DROP TYPE old");
        Transcript drifted = project.run("migrate", "dev");
        assertThat(drifted.exitCode()).isEqualTo(130);
        assertThat(drifted.output()).contains("""
                [*] Changed the `Color` enum
                  [+] Added variant `TRANSPARENT`
                  [-] Removed variant `RED`
                """).contains("We need to reset the \"public\" schema at ");
    }

    @Test
    void a_user_who_may_not_create_databases_is_told_both_ways_out() throws SQLException {
        sql("postgres", "CREATE ROLE \"" + role + "\" LOGIN PASSWORD 'pw' NOCREATEDB");
        sql("postgres", "CREATE DATABASE \"" + database + "\" OWNER \"" + role + "\"");
        configure(asRole(database), "");
        Transcript refused = project.run("migrate", "dev", "--name", "init");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.error())
                .contains("Error: P3014\n\nPrisma Migrate could not create the shadow database.")
                .contains("CREATEDB")
                .contains("shadowDatabaseUrl")
                .doesNotContain("pw@");
        sql("postgres", "CREATE DATABASE \"" + database + "_shadow\" OWNER \"" + role + "\"");
        configure(asRole(database), ", shadowDatabaseUrl: '" + asRole(database + "_shadow") + "'");
        Transcript passed = project.run("migrate", "dev", "--name", "init");
        assertThat(passed.exitCode()).as(passed.error()).isZero();
        assertThat(count(database + "_shadow", "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                .isZero();
    }

    @Test
    void a_shadow_database_that_is_the_main_one_is_refused_and_no_row_is_lost() throws SQLException {
        assertThat(project.run("migrate", "dev", "--name", "init").exitCode()).isZero();
        sql(database, "INSERT INTO \"Car\" (color) VALUES ('RED')");
        configure(
                server.url(database),
                ", shadowDatabaseUrl: '" + server.url(database).replace("127.0.0.1", "localhost")
                        + "?application_name=x'");
        Transcript refused = project.run("migrate", "dev");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.error()).contains("appears to be the same as the main database");
        assertThat(count(database, "SELECT count(*) FROM \"Car\"")).isEqualTo(1);
    }

    @Test
    void no_shadow_database_is_left_behind_by_a_history_that_does_not_replay() throws SQLException {
        project.write("prisma/migrations/20240101000000_bad/migration.sql", "CREATE TABLE ;");
        Transcript failed = project.run("migrate", "dev");
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.error())
                .contains(
                        "Error: P3006\n\nMigration `20240101000000_bad` failed to apply cleanly to the shadow database.");
        assertThat(project.run("shadow", "list", "--json").output()).contains("\"shadowDatabases\":[]");
    }
}
