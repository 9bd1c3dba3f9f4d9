package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.ProjectFolder.Transcript;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that number themselves in SQLite files, through whole commands. */
class SqliteNumbersTest {

    private static final String BIG = "model P {\n  id BigInt @id @default(autoincrement())\n}\n";

    @TempDir
    Path folder;

    @Test
    void a_numbered_key_of_any_whole_number_takes_rows_and_comes_to_rest() throws SQLException {
        ProjectFolder project = ProjectFolder.sqlite(folder, BIG);
        migrate(project, "init");
        project.sql("INSERT INTO P DEFAULT VALUES");
        assertThat(text("SELECT sql FROM sqlite_schema WHERE name = 'P'"))
                .contains("\"id\" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT");

        migrate(project, "again");
        Transcript pulled = project.run("db", "pull");

        assertThat(project.migrations()).hasSize(1);
        assertThat(pulled.exitCode()).as(pulled.error()).isZero();
        assertThat(project.read("prisma/schema.prisma")).contains("id BigInt @id @default(autoincrement())");
    }

    @Test
    void a_key_that_gets_larger_numbers_keeps_taking_rows() throws SQLException {
        ProjectFolder project = ProjectFolder.sqlite(folder, BIG.replace("BigInt", "Int"));
        migrate(project, "init");
        project.sql("INSERT INTO P DEFAULT VALUES");
        project.schema(BIG);

        migrate(project, "big");

        project.sql("INSERT INTO P DEFAULT VALUES");
        assertThat(text("SELECT max(id) FROM P")).isEqualTo("2");
    }

    @Test
    void a_key_that_took_no_rows_so_far_becomes_one_that_does() throws SQLException {
        ProjectFolder project = ProjectFolder.sqlite(folder, BIG);
        project.write(
                "prisma/migrations/20240101000000_init/migration.sql",
                "CREATE TABLE \"P\" (\n    \"id\" BIGINT NOT NULL PRIMARY KEY\n);\n");
        project.write("prisma/migrations/migration_lock.toml", "provider = \"sqlite\"\n");

        migrate(project, "numbered");
        migrate(project, "again");

        assertThat(project.migrations()).hasSize(2);
        project.sql("INSERT INTO P DEFAULT VALUES");
    }

    @Test
    void numbers_of_deleted_rows_are_not_given_out_again_by_a_table_that_was_built_anew() throws SQLException {
        String post = "model Post {\n  id Int @id @default(autoincrement())\n  title String\n}\n";
        ProjectFolder project = ProjectFolder.sqlite(folder, post);
        migrate(project, "init");
        project.sql("INSERT INTO Post (title) VALUES ('1'), ('2'), ('3')");
        project.sql("DELETE FROM Post WHERE id = 3");
        project.schema(post.replace("title String", "title Int"));

        migrate(project, "two", "--accept-data-loss");

        project.sql("INSERT INTO Post (title) VALUES (9)");
        assertThat(text("SELECT max(id) FROM Post")).isEqualTo("4");
    }

    private static void migrate(ProjectFolder project, String name, String... more) {
        String[] line = new String[4 + more.length];
        System.arraycopy(new String[] {"migrate", "dev", "--name", name}, 0, line, 0, 4);
        System.arraycopy(more, 0, line, 4, more.length);
        Transcript run = project.run(line);
        assertThat(run.exitCode()).as(run.error() + run.output()).isZero();
    }

    private String text(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("prisma/dev.db"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
