package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.ProjectFolder.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real dialect with a real driver, in each of the shapes in which people hand them out. */
class ExampleDialectLoadingTest {

    @TempDir
    Path folder;

    private Path dialects;
    private ProjectFolder project;

    @BeforeEach
    void make_a_project() throws IOException {
        dialects = Files.createDirectories(folder.toRealPath().resolve("dialects"));
        project = new ProjectFolder(folder.resolve("project")).with("GNOMON_DIALECTS", dialects.toString());
        project.write("prisma/schema.prisma", ExampleDialect.schema());
    }

    private void expectThatItWorks() {
        Transcript pushed = project.run("db", "push");
        assertThat(pushed.error()).doesNotContain("Error", "Warning");
        assertThat(pushed.exitCode()).as(pushed.error()).isZero();
    }

    @Test
    void a_folder_with_the_dialect_and_its_driver() throws IOException {
        ExampleDialect.install(folder.resolve("work"), dialects.resolve("h2"));
        expectThatItWorks();
    }

    @Test
    void a_jar_without_a_descriptor_beside_its_driver() throws IOException {
        ExampleDialect.build(folder.resolve("work"))
                .without("module-info.java")
                .into(dialects.resolve("h2/dialect.jar"));
        Files.copy(ExampleDialect.driver(), dialects.resolve("h2/h2.jar"));
        expectThatItWorks();
    }

    @Test
    void one_jar_with_everything_in_it() throws IOException {
        Path jar = dialects.resolve("h2-with-driver-1.0.jar");
        ExampleDialect.build(folder.resolve("work"))
                .without("module-info.java")
                .bundling(ExampleDialect.driver())
                .into(jar);
        assertThat(project.run("dialects").output()).contains("h2  H2\n  " + jar + " (version 1.0)");
        expectThatItWorks();
    }

    @Test
    void a_driver_that_is_missing_is_told_and_keeps_no_other_from_working() throws IOException {
        ExampleDialect.build(folder.resolve("work")).into(dialects.resolve("h2/dialect-h2-1.0.jar"));
        Transcript pushed = project.run("db", "push");
        assertThat(pushed.exitCode()).isEqualTo(1);
        assertThat(pushed.error()).contains("GN-5004", dialects.resolve("h2").toString());
        ProjectFolder other = ProjectFolder.sqlite(folder.resolve("other"), "model Item {\n  id Int @id\n}\n")
                .with("GNOMON_DIALECTS", dialects.toString());
        assertThat(other.run("db", "push").exitCode()).isZero();
    }
}
