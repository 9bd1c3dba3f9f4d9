package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.ProjectFolder.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that gets another name after it was applied is not run a second time. */
class RenamedMigrationTest {

    private static final String MODELS = "model Item {\n  id Int @id @default(autoincrement())\n}\n";

    @TempDir
    Path folder;

    private ProjectFolder project;

    @BeforeEach
    void apply_two() {
        project = ProjectFolder.sqlite(folder, MODELS);
        project.write("prisma/migrations/migration_lock.toml", "provider = \"sqlite\"\n");
        project.write(
                "prisma/migrations/1_init/migration.sql",
                "CREATE TABLE \"Item\" (\"id\" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT);\n");
        project.write("prisma/migrations/2_rows/migration.sql", "INSERT INTO \"Item\" DEFAULT VALUES;\n");
        assertThat(project.run("migrate", "deploy").exitCode()).isZero();
    }

    private void rename(String from, String to) throws IOException {
        Path migrations = folder.resolve("prisma/migrations");
        Files.move(migrations.resolve(from), migrations.resolve(to));
    }

    private String rows() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("prisma/dev.db"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM \"Item\"")) {
            return row.getString(1);
        }
    }

    @Test
    void deploy_and_dev_refuse_and_status_says_why() throws IOException, SQLException {
        rename("2_rows", "2_first_rows");

        for (String[] line : new String[][] {{"migrate", "deploy"}, {"migrate", "dev", "--name", "x"}}) {
            Transcript refused = project.run(line);
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.error())
                    .contains("GN-2011", "2_first_rows, in the database as 2_rows")
                    .contains("migrate resolve --renamed 2_first_rows")
                    .doesNotContain("reset");
        }
        assertThat(rows()).isEqualTo("1");
        assertThat(project.run("migrate", "status").error())
                .contains("These look renamed", "2_first_rows, in the database as 2_rows")
                .contains("migrate resolve --renamed 2_first_rows");
        assertThat(project.run("migrate", "status", "--json").output())
                .contains("\"renamed\":[{\"from\":\"2_rows\",\"to\":\"2_first_rows\"}]");
    }

    @Test
    void resolve_records_the_new_name() throws IOException, SQLException {
        rename("2_rows", "2_first_rows");

        assertThat(project.run("migrate", "resolve", "--renamed", "prisma/migrations/2_first_rows/")
                        .output())
                .contains("Migration 2_first_rows is recorded as what was applied as 2_rows.");

        assertThat(project.run("migrate", "status").exitCode()).isZero();
        assertThat(project.run("migrate", "deploy").output()).contains("No pending migrations to apply.");
        assertThat(project.run("migrate", "dev").output()).contains("Already in sync");
        assertThat(rows()).isEqualTo("1");
        Transcript again = project.run("migrate", "resolve", "--renamed", "2_first_rows");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.error()).contains("GN-2011", "is not the new name of another one");
    }

    @Test
    void the_old_name_settles_it_as_well() throws IOException, SQLException {
        rename("2_rows", "2_first_rows");
        rename("2_first_rows", "2_rows");

        assertThat(project.run("migrate", "deploy").output()).contains("No pending migrations to apply.");
        assertThat(rows()).isEqualTo("1");
    }

    @Test
    void a_second_migration_with_the_same_script_runs() throws SQLException {
        project.write("prisma/migrations/3_more/migration.sql", "INSERT INTO \"Item\" DEFAULT VALUES;\n");

        assertThat(project.run("migrate", "deploy").exitCode()).isZero();
        assertThat(rows()).isEqualTo("2");
    }

    @Test
    void a_script_that_is_meant_to_run_again_needs_another_text() throws IOException, SQLException {
        rename("2_rows", "2_again");
        project.write("prisma/migrations/2_again/migration.sql", "-- again\nINSERT INTO \"Item\" DEFAULT VALUES;\n");

        assertThat(project.run("migrate", "deploy").exitCode()).isZero();
        assertThat(rows()).isEqualTo("2");
    }

    @Test
    void resolve_takes_a_path_for_a_name() throws SQLException {
        project.write("prisma/migrations/3_more/migration.sql", "INSERT INTO \"Item\" DEFAULT VALUES;\n");

        assertThat(project.run("migrate", "resolve", "--applied", "prisma/migrations/3_more/migration.sql")
                        .output())
                .contains("Migration 3_more marked as applied.");
        assertThat(project.run("migrate", "resolve", "--applied", "./prisma/migrations/3_more/")
                        .error())
                .contains("P3008");
        assertThat(rows()).isEqualTo("1");
    }
}
