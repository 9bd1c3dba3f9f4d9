package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.FaultProject.Kind;
import dev.gnomon.cli.ProjectFolder.Transcript;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that row-level security hides from the user of a project are not taken for none. */
class HiddenRowsCommandsTest {

    @TempDir
    private Path folder;

    private final String role = "hidden_" + UUID.randomUUID().toString().substring(0, 8);
    private FaultProject project;

    @BeforeEach
    void hide_the_rows_of_a_table_from_its_owner() {
        project = FaultProject.withPendingMigration(Kind.POSTGRESQL, folder);
        project.expect(project.folder().run("migrate", "deploy"));
        project.sql("CREATE ROLE " + role + " LOGIN CREATEDB");
        project.sql("ALTER SCHEMA public OWNER TO " + role);
        for (String table : project.rows(
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace =" + " 'public'::regnamespace")) {
            project.sql("ALTER TABLE \"" + table + "\" OWNER TO " + role);
        }
        project.sql("ALTER TABLE \"Keep\" ENABLE ROW LEVEL SECURITY");
        project.sql("ALTER TABLE \"Keep\" FORCE ROW LEVEL SECURITY");
        schema(FaultProject.SECOND);
    }

    @AfterEach
    void drop_the_role() {
        project.sql("DROP OWNED BY " + role);
        project.sql("DROP ROLE " + role);
    }

    private void schema(String models) {
        project.folder()
                .write(
                        "prisma/schema.prisma",
                        """
                datasource db {
                  provider = "postgresql"
                  url      = "%s"
                }

                """.formatted(project.url().replaceFirst("//[^@]*@", "//" + role + "@")) + models);
    }

    @Test
    void a_new_migration_that_would_drop_them_is_asked_for() {
        schema(FaultProject.SECOND.replaceFirst("(?s)model Keep \\{.*?}", ""));

        Transcript unattended = project.folder().run("migrate", "dev", "--name", "drop");
        Transcript declined = project.folder().runOnTerminal("n\n", "migrate", "dev", "--name", "drop");

        assertThat(unattended.exitCode()).as(unattended.output()).isNotZero();
        assertThat(unattended.output() + unattended.error()).contains("drop the `Keep` table");
        assertThat(declined.output()).contains("drop the `Keep` table");
        assertThat(project.migrations()).hasSize(2);
        assertThat(project.keptRows()).containsExactly("one", "two", "three");
    }

    @Test
    void a_required_column_without_a_default_is_not_taken_for_one_that_an_empty_table_gets() {
        schema(FaultProject.SECOND.replaceFirst("note String", "note String\n  more Int"));

        Transcript dev = project.folder().run("migrate", "dev", "--name", "more");

        assertThat(dev.exitCode()).isNotZero();
        assertThat(dev.output() + dev.error()).contains("Added the required column `more` to the `Keep` table");
    }

    @Test
    void a_rule_about_rows_counts_for_a_table_whose_rows_cannot_be_seen() {
        project.folder()
                .write(
                        "gnomon.policy.toml",
                        "[[rule]]\naction = \"deny\"\nchanges = [\"DropTable\", \"Delete\"]\nrows = 1\n");
        for (String script : new String[] {"DROP TABLE \"Keep\"", "DELETE FROM \"Keep\""}) {
            project.folder().write("prisma/migrations/20900101000000_drop/migration.sql", script + ";\n");

            Transcript vetoed = project.folder().run("migrate", "deploy");

            assertThat(vetoed.exitCode()).as(vetoed.output()).isEqualTo(3);
            assertThat(vetoed.error()).contains("Keep (rows not counted)");
        }
        assertThat(project.keptRows()).containsExactly("one", "two", "three");
    }
}
