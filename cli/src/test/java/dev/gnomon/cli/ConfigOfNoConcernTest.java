package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A command that works on the schema alone and is told which does not mind a configuration that it cannot read. */
class ConfigOfNoConcernTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"validate", "format"})
    void a_schema_that_is_named_is_enough(String command) {
        ProjectFolder project = ProjectFolder.sqlite(folder, "model User {\n  id Int @id\n}\n");
        project.write("prisma.config.ts", """
                if (process.argv.includes("--prod")) { start(); }
                export default defineConfig({ colour: "red", ...shared, schema: find() });
                """);

        ProjectFolder.Transcript named = project.run(command, "--schema", "prisma/schema.prisma");
        assertThat(named.exitCode()).as(named.error()).isZero();
        assertThat(project.run(command).exitCode()).isEqualTo(1);

        project.write("prisma.config.ts", "export default defineConfig({ ...shared });\n");
        assertThat(project.run(command).error()).contains("`schema` cannot be read without running the file");
        project.write("gnomon.toml", "schema = \"prisma/schema.prisma\"\n");
        assertThat(project.run(command).exitCode()).isZero();
    }
}
