package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.ProjectFolder.Transcript;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A text is read in the encoding that it is in, or not at all: what stands for its bytes would go into databases. */
class EncodingsTest {

    private static final String MIGRATION = "prisma/migrations/20240101000000_init/migration.sql";

    private static final String MODELS = "model User {\n  id Int @id\n}\n";

    private static final String SCRIPT = """
            CREATE TABLE "User" ("id" INTEGER NOT NULL PRIMARY KEY);
            CREATE TABLE "Words" ("word" TEXT);
            INSERT INTO "Words" VALUES ('Straße 🚀');
            """;

    @TempDir
    private Path folder;

    private ProjectFolder project;

    @BeforeEach
    void make_a_project() {
        project = ProjectFolder.sqlite(folder, MODELS);
        project.write(MIGRATION, SCRIPT);
        project.write("prisma/migrations/migration_lock.toml", "provider = \"sqlite\"\n");
        project.write("prisma/dev.db", "");
    }

    private void write(String file, String text, Charset encoding) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, text.getBytes(encoding));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "migrate deploy",
                "migrate deploy --resume",
                "migrate dev --name more",
                "migrate status",
                "migrate reset --force",
                "migrate resolve --applied 20240101000000_init",
                "migrate diff --from-migrations prisma/migrations --to-schema prisma/schema.prisma",
                "migrate diff --from-sql " + MIGRATION + " --to-empty",
                "db execute --file " + MIGRATION
            })
    void a_script_that_is_no_UTF_8_is_refused_before_anything_runs(String line) throws IOException {
        String script = "CREATE TABLE t (name text);\nINSERT INTO t VALUES ('café');\n";
        write(MIGRATION, script, StandardCharsets.ISO_8859_1);

        Transcript refused = project.run(line.split(" "));

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.error())
                .contains("migration.sql is not UTF-8: byte 0xE9 at line 2, column 27.")
                .contains("(GN-1006)");
        assertThat(folder.resolve("prisma/dev.db")).isEmptyFile();
        assertThat(folder.resolve(MIGRATION)).hasBinaryContent(script.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void a_script_on_standard_input_is_held_to_the_same() {
        byte[] bytes = "\n\nSELECT 'café';".getBytes(StandardCharsets.ISO_8859_1);

        Transcript refused = project.runWithInput(bytes, "db", "execute", "--stdin");

        assertThat(refused.error()).contains("Standard input is not UTF-8: byte 0xE9 at line 3, column 12.");
    }

    @ParameterizedTest
    @CsvSource({
        "prisma/schema.prisma, validate",
        "prisma/schema.prisma, format",
        "prisma/schema.prisma, migrate dev --name more",
        "prisma/schema.prisma, db push",
        "gnomon.toml, migrate status",
        "gnomon.policy.toml, migrate deploy",
        "prisma.config.ts, migrate status",
        "package.json, migrate status",
        "prisma/migrations/migration_lock.toml, migrate deploy",
        ".env, migrate deploy"
    })
    void every_text_of_a_project_is_held_to_the_same(String file, String line) throws IOException {
        String text = (Files.exists(folder.resolve(file)) ? project.read(file) : "") + "\n// é";
        write(file, text, StandardCharsets.ISO_8859_1);

        Transcript refused = project.run(line.split(" "));

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.error()).contains(Path.of(file).getFileName() + " is not UTF-8: byte 0xE9 at line ");
        assertThat(folder.resolve(file)).hasBinaryContent(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void a_script_with_a_byte_order_mark_runs_and_stays_the_same_when_it_is_saved_as_UTF_8(String encoding)
            throws IOException {
        write(MIGRATION, "\uFEFF" + SCRIPT, Charset.forName(encoding));

        Transcript applied = project.run("migrate", "deploy");

        assertThat(applied.exitCode()).as(applied.error()).isZero();
        assertThat(project.query("SELECT word FROM Words")).isEqualTo("Straße 🚀");
        project.write(MIGRATION, SCRIPT);
        Transcript status = project.run("migrate", "status");
        assertThat(status.exitCode()).as(status.output()).isZero();
        project.write("prisma/schema.prisma", project.read("prisma/schema.prisma") + """
                model Words {
                  word String? @unique
                }
                """);
        assertThat(project.run("migrate", "dev", "--create-only", "--name", "next")
                        .error())
                .doesNotContain("was modified");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE"})
    void settings_and_schemas_with_a_byte_order_mark_are_read_and_formatted_in_their_encoding(String encoding)
            throws IOException {
        Charset charset = Charset.forName(encoding);
        write(
                "prisma/schema.prisma",
                "\uFEFF"
                        + project.read("prisma/schema.prisma")
                                .replace("\"file:./dev.db\"", "env(\"TEXT_URL\")")
                                .replace("  id", "     id"),
                charset);
        write(".env", "\uFEFFTEXT_URL=\"file:./dev.db\"\n", charset);
        write("gnomon.toml", "\uFEFFlockTimeout = 3\n", charset);
        write("gnomon.policy.toml", "\uFEFF[[rule]]\naction = \"deny\"\nchanges = [\"Reset\"]\n", charset);

        assertThat(project.run("migrate", "deploy").exitCode()).isZero();
        assertThat(project.run("migrate", "reset", "--force").exitCode()).isEqualTo(3);
        assertThat(project.run("format").exitCode()).isZero();
        assertThat(new String(Files.readAllBytes(folder.resolve("prisma/schema.prisma")), charset))
                .startsWith("\uFEFFdatasource db {")
                .contains("\n  id ");
    }

    @Test
    void what_the_client_of_the_schema_engine_could_not_read_is_looked_up_in_the_file() throws IOException {
        write(MIGRATION, "SELECT 'café';", StandardCharsets.ISO_8859_1);

        Transcript answered = project.runWithInput(
                """
                {"jsonrpc":"2.0","id":1,"method":"applyMigrations","params":{"migrationsList":{"baseDir":"%s",\
                "lockfile":{"path":"migration_lock.toml","content":"provider = \\"sqlite\\""},"shadowDbInitScript":"",\
                "migrationDirectories":[{"path":"20240101000000_init","migrationFile":{"path":"migration.sql",\
                "content":{"tag":"ok","value":"SELECT 'caf\uFFFD';"}}}]},"filters":{"externalTables":[],"externalEnums":[]}}}
                """.formatted(folder.resolve("prisma/migrations")),
                "schema-engine",
                "--datasource",
                "{\"url\":\"file:" + folder.resolve("prisma/dev.db") + "\"}",
                "--datamodels",
                "prisma/schema.prisma");

        assertThat(answered.output())
                .contains("20240101000000_init/migration.sql is not UTF-8: byte 0xE9 at line 1, column 12.");
    }

    @Test
    void a_file_that_never_ends_is_not_waited_for() throws Exception {
        Files.delete(folder.resolve(MIGRATION));
        assertThat(new ProcessBuilder(
                                List.of("mkfifo", folder.resolve(MIGRATION).toString()))
                        .start()
                        .waitFor())
                .isZero();

        assertThat(project.run("migrate", "deploy").error()).contains("Could not find the migration file");
    }
}
