package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.ProjectFolder.Transcript;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherCommandsTest {

    private static final String ITEM = """
            model Item {
              id   Int     @id
              note String?
            }
            """;

    @TempDir
    Path folder;

    @Test
    void push_asks_before_it_loses_data() {
        ProjectFolder project = ProjectFolder.sqlite(folder, ITEM);
        Transcript first = project.run("db", "push").steady();
        assertThat(first.output())
                .endsWith("🚀  Your database is now in sync with your Prisma schema. Done in <duration>\n");
        assertThat(project.run("db", "push").output())
                .endsWith("\nThe database is already in sync with the Prisma schema.\n");
        project.sql("INSERT INTO \"Item\" VALUES (1, 'x')");
        project.schema(ITEM.replace("  note String?\n", ""));
        Transcript refused = project.run("db", "push");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("There might be data loss when applying the changes:");
        assertThat(refused.error()).contains("Use the --accept-data-loss flag");
        assertThat(project.runOnTerminal("n\n", "db", "push").exitCode()).isEqualTo(130);
        assertThat(project.run("db", "push", "--accept-data-loss").exitCode()).isZero();
        assertThat(project.run("db", "push", "--force-reset").output())
                .contains("The SQLite database \"dev.db\" at \"file:./dev.db\" was successfully reset.");
    }

    @Test
    void pull_writes_or_prints_the_schema() {
        ProjectFolder project = ProjectFolder.sqlite(folder, "");
        assertThat(project.runWithInput(
                                "CREATE TABLE \"Item\" (id INTEGER PRIMARY KEY NOT NULL, note TEXT);",
                                "db",
                                "execute",
                                "--stdin")
                        .output())
                .isEqualTo("Script executed successfully.\n");
        Transcript printed = project.run("db", "pull", "--print");
        assertThat(printed.output()).startsWith("datasource db {").contains("model Item {");
        assertThat(project.read("prisma/schema.prisma")).doesNotContain("model Item");
        Transcript written = project.run("db", "pull").steady();
        assertThat(written.output())
                .contains("Introspected 1 model and wrote it into prisma/schema.prisma in <duration>");
        assertThat(project.read("prisma/schema.prisma")).contains("model Item {");
        ProjectFolder empty = ProjectFolder.sqlite(folder.resolve("empty"), "");
        empty.run("db", "execute", "--stdin");
        assertThat(empty.run("db", "pull").error()).contains("Error: P4001");
    }

    @Test
    void execute_needs_exactly_one_source() {
        ProjectFolder project = ProjectFolder.sqlite(folder, ITEM);
        assertThat(project.run("db", "execute").error())
                .startsWith("Error: Either --stdin or --file must be provided.\n");
        assertThat(project.run("db", "execute", "--stdin", "--file", "a").error())
                .startsWith("Error: --stdin and --file cannot be used at the same time.");
        assertThat(project.run("db", "execute", "--file", "none.sql").error())
                .startsWith("Error: Provided --file at none.sql doesn't exist.");
    }

    @Test
    void seed_runs_the_configured_command_with_the_variables_of_the_env_file() {
        ProjectFolder project = ProjectFolder.sqlite(folder, ITEM);
        project.write(".env", "GREETING=hello\n");
        project.write("gnomon.toml", "[migrations]\nseed = \"sh seed.sh\"\n");
        project.write("seed.sh", "echo \"$GREETING $1\" > seeded.txt\nexit ${2:-0}\n");
        Transcript seeded = project.run("db", "seed", "--", "a world");
        assertThat(seeded.output())
                .contains("Running seed command `sh seed.sh 'a world'` ...")
                .contains("🌱");
        assertThat(project.read("seeded.txt")).isEqualTo("hello a world\n");
        assertThat(project.run("db", "seed", "--", "x", "3").exitCode()).isEqualTo(1);
    }

    @Test
    void validate_tells_every_error_with_its_place() {
        ProjectFolder project = ProjectFolder.sqlite(folder, ITEM);
        assertThat(project.run("validate"))
                .isEqualTo(new Transcript(
                        0,
                        "The schema at prisma/schema.prisma is valid 🚀\n",
                        "Prisma schema loaded from prisma/schema.prisma.\n"));
        project.schema("model Item {\n  id Int @id\n  a Nope\n  b Nada\n}\n");
        Transcript invalid = project.run("validate");
        assertThat(invalid.exitCode()).isEqualTo(1);
        assertThat(invalid.error())
                .contains("Error: Prisma schema validation - (validate wasm)\nError code: P1012\nerror: ")
                .contains("-->  prisma/schema.prisma:8\n")
                .contains("-->  prisma/schema.prisma:9\n")
                .contains("Validation Error Count: 2\n[Context: validate]");
        assertThat(project.run("validate", "--json").output())
                .contains("\"line\":8,")
                .contains("\"line\":9,");
        assertThat(project.run("migrate", "dev").error()).contains("Error code: P1012");
    }

    @Test
    void format_changes_files_or_only_looks() {
        ProjectFolder project = ProjectFolder.sqlite(folder, "model Item {\n id Int   @id\n}\n");
        Transcript unformatted = project.run("format", "--check");
        assertThat(unformatted.exitCode()).isEqualTo(1);
        assertThat(unformatted.error()).endsWith("! There are unformatted files. Run prisma format to format them.\n");
        assertThat(project.run("format").steady().output())
                .isEqualTo("Formatted prisma/schema.prisma in <duration> 🚀\n");
        assertThat(project.read("prisma/schema.prisma")).contains("  id Int @id\n");
        assertThat(project.run("format", "--check").output()).isEqualTo("All files are formatted correctly!\n");
    }

    @Test
    void a_usage_error_shows_the_help_and_ends_with_1() {
        ProjectFolder project = ProjectFolder.sqlite(folder, ITEM);
        Transcript option = project.run("migrate", "dev", "--nope");
        assertThat(option.exitCode()).isEqualTo(1);
        assertThat(option.output()).isEmpty();
        assertThat(option.error())
                .startsWith("\n! unknown or unexpected option: --nope\n")
                .contains("--create-only");
        assertThat(project.run("migrate", "dev", "--name").error())
                .startsWith("\n! option requires argument: --name\n");
        assertThat(project.run("migrate", "nope").error()).startsWith("\n! Unknown command \"nope\"\n");
        assertThat(project.run("migrate", "dev", "--help").exitCode()).isZero();
        assertThat(project.run("migrate").output()).contains("migrate deploy").doesNotContain("db push");
        assertThat(project.run("--version").output()).startsWith("gnomon ");
    }

    @Test
    void an_error_has_no_stack_trace_and_no_password() {
        ProjectFolder project = new ProjectFolder(folder);
        project.write("prisma/schema.prisma", """
                datasource db {
                  provider = "postgresql"
                  url      = "postgresql://someone:verysecret@127.0.0.1:1/app?sslpassword=othersecret"
                }
                """);
        for (Transcript transcript : new Transcript[] {
            project.run("migrate", "deploy"), project.run("migrate", "deploy", "--json"), project.run("shadow", "check")
        }) {
            assertThat(transcript.exitCode()).isEqualTo(1);
            assertThat(transcript.output() + transcript.error())
                    .doesNotContain("secret")
                    .doesNotContain("\tat ")
                    .contains("P1001");
        }
        assertThat(project.run("migrate", "deploy").error())
                .contains("Error: P1001: Can't reach database server at `127.0.0.1:1`");
    }

    @Test
    void what_cannot_be_found_is_told() {
        ProjectFolder project = new ProjectFolder(folder);
        assertThat(project.run("migrate", "dev").error())
                .startsWith("Error: Could not find Prisma Schema that is required for this command.\n");
        assertThat(project.run("migrate", "dev", "--schema", "x").error())
                .startsWith("Error: Could not load `--schema` from provided path `x`: file or directory not found");
        project.write("prisma/schema.prisma", "datasource db {\n  provider = \"sqlite\"\n}\n");
        assertThat(project.run("migrate", "dev").error())
                .contains("The datasource.url property is required in your Prisma config file when using prisma"
                        + " migrate dev.");
    }

    @Test
    void shadow_databases_are_checked_and_listed() {
        ProjectFolder project = ProjectFolder.sqlite(folder, ITEM);
        project.run("db", "push");
        assertThat(project.run("shadow", "check").output()).contains("Proof:       :memory: was made");
        assertThat(project.run("shadow", "list", "--json").output()).contains("\"shadowDatabases\":[]");
        assertThat(project.run("shadow", "drop").error()).contains("Say which shadow databases to drop.");
        assertThat(project.run("dialects").output()).contains("sqlite  SQLite\n");
    }
}
