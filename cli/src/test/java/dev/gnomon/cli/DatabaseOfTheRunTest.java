package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.FaultProject.Kind;
import dev.gnomon.cli.ProjectFolder.Transcript;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A migration that goes to another database takes neither the history nor the next migration along. */
class DatabaseOfTheRunTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"MYSQL", "MARIADB"})
    void history_and_later_migrations_stay_where_the_run_began(Kind kind) {
        FaultProject project = FaultProject.withPendingMigration(kind, folder);
        String other = "other_" + UUID.randomUUID().toString().substring(0, 8);
        project.sql("CREATE DATABASE " + other);
        try {
            project.folder()
                    .write(
                            "prisma/migrations/20900101000000_leaves/migration.sql",
                            "CREATE TABLE before_use (id INT);\nUSE " + other + ";\nCREATE TABLE theirs (id INT);\n");
            project.folder()
                    .write("prisma/migrations/20900102000000_next/migration.sql", "CREATE TABLE after_use (id INT);\n");
            project.folder()
                    .write(
                            "prisma/migrations/20900103000000_fails/migration.sql",
                            "USE " + other + ";\nCREATE TABLE theirs (id INT);\n");

            Transcript deployed = project.folder().run("migrate", "deploy");

            assertThat(deployed.exitCode()).isEqualTo(1);
            assertThat(deployed.error()).contains("20900103000000_fails");
            assertThat(project.applied())
                    .containsEntry("20900101000000_leaves", 1)
                    .containsEntry("20900102000000_next", 1);
            assertThat(project.rows("SELECT logs FROM _prisma_migrations WHERE migration_name LIKE '%fails'"))
                    .singleElement()
                    .asString()
                    .contains("theirs");
            assertThat(project.rows("SHOW TABLES LIKE '%_use'")).containsExactly("after_use", "before_use");
            assertThat(project.rows("SHOW TABLES FROM " + other)).containsExactly("theirs");
        } finally {
            project.sql("DROP DATABASE " + other);
        }
    }
}
