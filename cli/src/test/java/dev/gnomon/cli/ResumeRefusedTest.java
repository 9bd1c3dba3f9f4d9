package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.FaultProject.Kind;
import dev.gnomon.cli.ProjectFolder.Transcript;
import dev.gnomon.engine.tck.fault.WireProxy;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where nothing proves how far a migration came, {@code migrate deploy --resume} says why and changes nothing. */
class ResumeRefusedTest {

    @TempDir
    Path temporary;

    private static String scriptOf(FaultProject project) {
        return "prisma/migrations/" + project.migrations().get(1) + "/migration.sql";
    }

    private static void cutAt(FaultProject project, String text) {
        try (WireProxy proxy = project.proxy()) {
            proxy.cutAfter(text);
            Transcript cut = project.folder().run("migrate", "deploy", "--url", project.urlThrough(proxy));
            assertThat(cut.exitCode()).as(cut.output()).isEqualTo(1);
        }
    }

    private static void assertRefused(FaultProject project) {
        List<String> history = project.rows("SELECT id FROM _prisma_migrations WHERE finished_at IS NULL");
        Transcript refused = project.folder().run("migrate", "deploy", "--resume");
        assertThat(refused.exitCode()).as(refused.output() + refused.error()).isEqualTo(1);
        assertThat(refused.error()).contains("GN-2003");
        assertThat(project.rows("SELECT id FROM _prisma_migrations WHERE finished_at IS NULL"))
                .isEqualTo(history)
                .hasSize(1);
        assertThat(project.keptRows()).containsExactly("one", "two", "three");
    }

    @Test
    void a_statement_that_changed_only_rows() {
        FaultProject project = FaultProject.withPendingMigration(Kind.MYSQL, temporary.resolve("rows"));
        project.sql("INSERT INTO `Car` VALUES (1, '')");
        project.folder().write(scriptOf(project), """
                CREATE TABLE `Before` (id INT PRIMARY KEY);
                UPDATE `Car` SET name = CONCAT(name, 'x');
                CREATE TABLE `After` (id INT PRIMARY KEY);
                """);
        cutAt(project, "CONCAT(name");
        assertThat(project.folder().run("migrate", "status").error()).contains("2 (line 2)");
        List<String> names = project.rows("SELECT name FROM `Car`");
        assertRefused(project);
        assertThat(project.rows("SELECT name FROM `Car`")).isEqualTo(names);
        assertThat(project.rows("SHOW TABLES LIKE 'After'")).isEmpty();
    }

    @Test
    void a_database_that_somebody_changed_meanwhile() {
        FaultProject project = FaultProject.withPendingMigration(Kind.MYSQL, temporary.resolve("changed"));
        cutAt(project, "CREATE TABLE `Wheel`");
        project.sql("CREATE TABLE somebodys (id INT PRIMARY KEY)");
        assertRefused(project);
        project.sql("DROP TABLE somebodys");
        assertThat(project.folder().run("migrate", "deploy", "--resume").exitCode())
                .isZero();
    }

    @Test
    void a_file_that_was_edited_meanwhile() {
        FaultProject project = FaultProject.withPendingMigration(Kind.POSTGRESQL, temporary.resolve("edited"));
        cutAt(project, "Wheel");
        String script = project.folder().read(scriptOf(project));
        project.folder().write(scriptOf(project), script + "\nCREATE TABLE more (id INT);\n");
        assertRefused(project);
        project.folder().write(scriptOf(project), script);
        assertThat(project.folder().run("migrate", "deploy", "--resume").exitCode())
                .isZero();
    }
}
