package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.ProjectFolder.Transcript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Migrations are known by their names, and Java reads names by the locale: it must not make others of them. */
class LocaleTest {

    /** In octal, so that the test does not depend on the locale that it runs under. */
    private static final String RAISE = "'20240102000000_zins_erh\\303\\266hen'";

    @TempDir
    private Path folder;

    private ProjectFolder project;

    @BeforeEach
    void make_a_project_whose_second_migration_has_a_name_beyond_ASCII() throws Exception {
        project = ProjectFolder.sqlite(folder, "model Account {\n  id Int @id\n  balance Int\n}\n");
        project.write("prisma/migrations/migration_lock.toml", "provider = \"sqlite\"\n");
        project.write("prisma/migrations/20240101000000_init/migration.sql", """
                CREATE TABLE "Account" ("id" INTEGER NOT NULL PRIMARY KEY, "balance" INTEGER NOT NULL);
                INSERT INTO "Account" VALUES (1, 100);
                """);
        project.write("raise.sql", "UPDATE \"Account\" SET balance = balance * 2;\n");
        shell("m=prisma/migrations/$(printf " + RAISE + ") && mkdir \"$m\" && mv raise.sql \"$m/migration.sql\"");
    }

    private void shell(String script) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", script)
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(shell.waitFor()).isZero();
    }

    private Transcript run(String locale, String words) throws IOException, InterruptedException {
        return run(locale, "", words);
    }

    /** Run a command line in a JVM of its own. A shell starts it, so that letters can be written in octal. */
    private Transcript run(String locale, String before, String words) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        "sh",
                        "-c",
                        before + " exec \"$0\" -cp \"$1\" " + Main.class.getName() + " " + words,
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        System.getProperty("java.class.path"))
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("output").toFile())
                .redirectError(folder.resolve("error").toFile());
        builder.environment().put("LC_ALL", locale);
        builder.environment().put("GNOMON_NO_CACHE", "1");
        Process process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Transcript(
                process.exitValue(),
                Files.readString(folder.resolve("output"), StandardCharsets.UTF_8),
                Files.readString(folder.resolve("error"), StandardCharsets.UTF_8));
    }

    @Test
    void a_migration_is_not_applied_again_under_a_locale_that_cannot_read_its_name() throws Exception {
        assertThat(run("C.UTF-8", "migrate deploy").exitCode()).isZero();
        assertThat(project.query("SELECT balance FROM Account")).isEqualTo("200");

        for (String command : List.of(
                "migrate deploy",
                "migrate dev --name more",
                "migrate status",
                "migrate reset --force",
                "migrate diff --from-migrations prisma/migrations --to-empty")) {
            Transcript refused = run("C", command);

            assertThat(refused.exitCode()).as(command).isEqualTo(1);
            assertThat(refused.error())
                    .as(command)
                    .contains("The name of the migration 20240102000000_zins_erh")
                    .contains("the locale makes Java take names for ")
                    .contains("Set LC_ALL=C.UTF-8")
                    .contains("(GN-1007)");
        }
        assertThat(project.query("SELECT balance FROM Account")).isEqualTo("200");
        assertThat(project.query("SELECT count(*) FROM _prisma_migrations")).isEqualTo("2");
        assertThat(run("C.UTF-8", "migrate status").exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "migrate dev --name \"$(printf 'erh\\303\\266hen')\"",
                "validate --schema \"$(printf 'pr\\303\\266/schema.prisma')\"",
                "migrate deploy --url \"$(printf 'file:./\\303\\266.db')\"",
                "schema-engine --datamodels \"$(printf 'pr\\303\\266/schema.prisma')\" < /dev/null"
            })
    void an_argument_whose_letters_did_not_arrive_is_refused(String words) throws Exception {
        Transcript refused = run("C", words);

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.error()).contains("The argument `").contains("(GN-1007)");
    }

    @Test
    void a_variable_and_a_setting_whose_letters_did_not_arrive_are_refused() throws Exception {
        shell("printf 'schema = \"prisma/\\303\\266.prisma\"\\n' > gnomon.toml");

        assertThat(run("C", "validate").error())
                .contains("The path `prisma/ö.prisma` cannot be read: the locale")
                .contains("(GN-1007)");
        Files.delete(folder.resolve("gnomon.toml"));
        shell("sed 's/\"file:.*\"/env(\"PLACE\")/' prisma/schema.prisma > new && mv new prisma/schema.prisma");
        shell("rm -r prisma/migrations/*zins*");
        assertThat(run("C", "migrate deploy < /dev/null").error()).contains("Environment variable not found: PLACE");
        Transcript refused = run("C", "PLACE=\"$(printf 'file:./\\303\\266.db')\"", "migrate deploy");
        assertThat(refused.error())
                .contains("The variable PLACE cannot be read")
                .contains("(GN-1007)");
    }

    @Test
    void a_working_directory_whose_name_cannot_be_read_is_refused() throws Exception {
        shell("p=$(printf 'l\\303\\266we') && mkdir \"$p\" && cp -r prisma \"$p\"");

        Transcript refused = run("C", "cd l*we &&", "migrate deploy");

        assertThat(refused.error())
                .contains("The path of the working directory cannot be read")
                .contains("(GN-1007)");
    }
}
