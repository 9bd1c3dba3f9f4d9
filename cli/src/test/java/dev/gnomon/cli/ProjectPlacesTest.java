package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.ProjectFolder.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings, rules and journal belong to a project, and not to the folder that a command is started in. */
class ProjectPlacesTest {

    private static final String NO_RESET = "[[rule]]\naction = \"deny\"\nchanges = [\"Reset\"]\n";

    @TempDir
    private Path folder;

    private ProjectFolder project;

    @BeforeEach
    void make_a_project_with_settings_rules_and_a_journal() {
        project = ProjectFolder.sqlite(folder.resolve("app"), "model User {\n  id Int @id\n}\n");
        project.write("gnomon.toml", "[audit]\njournal = \"logs/audit.jsonl\"\n");
        project.write("gnomon.policy.toml", NO_RESET);
        assertThat(project.run("migrate", "dev", "--name", "init").exitCode()).isZero();
    }

    private long journalLines() throws IOException {
        return Files.readAllLines(folder.resolve("app/logs/audit.jsonl")).size();
    }

    @ParameterizedTest
    @CsvSource({
        "., --schema app/prisma/schema.prisma",
        "., --schema app/prisma",
        "app/prisma, ''",
        "app/prisma, --schema schema.prisma",
        "app/prisma/migrations, --schema ../schema.prisma"
    })
    void rules_and_journal_count_wherever_a_command_is_started(String start, String option) throws IOException {
        long before = journalLines();
        ProjectFolder elsewhere = new ProjectFolder(folder.resolve(start).normalize());
        String line = "migrate reset --force " + option;

        Transcript vetoed = elsewhere.run(line.strip().split(" "));

        assertThat(vetoed.exitCode()).as(vetoed.error()).isEqualTo(3);
        assertThat(vetoed.error()).contains("vetoed by the policy in gnomon.policy.toml");
        assertThat(journalLines()).isGreaterThan(before);
    }

    @Test
    void the_schema_may_be_named_by_the_environment_and_by_the_client_of_the_schema_engine() {
        Transcript vetoed = new ProjectFolder(folder)
                .with("GNOMON_SCHEMA", "app/prisma/schema.prisma")
                .run("migrate", "reset", "--force");
        assertThat(vetoed.exitCode()).as(vetoed.error()).isEqualTo(3);

        Transcript answered = new ProjectFolder(folder)
                .runWithInput(
                        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"reset\",\"params\":{}}\n",
                        "schema-engine",
                        "--datamodels",
                        "app/prisma/schema.prisma");
        assertThat(answered.output()).contains("vetoed by the policy in gnomon.policy.toml");
    }

    @Test
    void the_rules_of_a_repository_count_for_each_of_its_projects_and_those_above_it_do_not() throws IOException {
        Files.delete(folder.resolve("app/gnomon.policy.toml"));
        Files.writeString(folder.resolve("gnomon.policy.toml"), NO_RESET);

        assertThat(project.run("migrate", "reset", "--force").exitCode()).isEqualTo(3);
        Files.createDirectory(folder.resolve("app/.git"));
        assertThat(project.run("migrate", "reset", "--force").exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mkdir gnomon.policy.toml",
                "ln -s nowhere gnomon.policy.toml",
                "mkfifo gnomon.policy.toml",
                "mkdir gnomon.toml",
                "ln -s nowhere gnomon.toml",
                "mkfifo gnomon.toml",
                "mkdir logs/audit.jsonl",
                "ln -s nowhere logs/audit.jsonl",
                "mkfifo logs/audit.jsonl",
                "mkfifo logs/audit.jsonl.lock"
            })
    @Timeout(60)
    void what_is_there_and_cannot_be_read_stops_the_run_and_is_not_waited_for(String making) throws Exception {
        String file = making.substring(making.lastIndexOf(' ') + 1);
        assertThat(new ProcessBuilder(List.of("sh", "-c", "rm -f " + file + "; " + making))
                        .directory(project.path().toFile())
                        .start()
                        .waitFor())
                .isZero();

        Transcript stopped = project.run("migrate", "deploy");

        assertThat(stopped.exitCode()).isEqualTo(1);
        assertThat(stopped.error())
                .contains(Path.of(file).getFileName().toString())
                .contains("(GN-6002)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Production", "production ", " PRODUCTION"})
    void an_environment_is_known_in_any_letter_case_and_with_blanks_around_it(String environment) {
        project.write("gnomon.policy.toml", NO_RESET + "environments = [\"production\"]\n");

        Transcript vetoed = project.run("migrate", "reset", "--force", "--environment", environment);

        assertThat(vetoed.exitCode()).as(vetoed.error()).isEqualTo(3);
    }

    @Test
    void an_environment_that_no_rule_names_is_warned_of() {
        project.write("gnomon.policy.toml", NO_RESET + "environments = [\"production\", \"staging\"]\n");

        assertThat(project.run("migrate", "deploy", "--environment", "prod").error())
                .contains(
                        "Warning: no rule of gnomon.policy.toml names the environment `prod`; its rules name production,"
                                + " staging");
        assertThat(project.run("migrate", "deploy", "--environment", "Staging").error())
                .doesNotContain("Warning");
    }
}
