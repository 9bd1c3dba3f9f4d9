package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.gnomon.cli.ProjectFolder.Transcript;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentGuardTest {

    private static final String TABLE = "model User {\n  id Int @id\n  name String?\n}\n";

    @TempDir
    Path folder;

    private ProjectFolder pushedByAgent() {
        ProjectFolder project = ProjectFolder.sqlite(folder, TABLE);
        assertThat(project.run("db", "push").exitCode()).isZero();
        project.write("row.sql", "INSERT INTO \"User\" VALUES (1, 'Ann');\n");
        assertThat(project.run("db", "execute", "--file", "row.sql").exitCode()).isZero();
        return project.with("CLAUDECODE", "1");
    }

    private static boolean hasRows(ProjectFolder project) {
        project.schema(TABLE.replace("  name String?\n", ""));
        return project.run("db", "push").output().contains("1 non-null values");
    }

    @Test
    void an_agent_does_not_reset_a_database_without_its_users_consent() {
        ProjectFolder project = pushedByAgent();
        Transcript refused = project.run("migrate", "reset", "--force");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.error())
                .contains("Prisma Migrate detected that it was invoked by Claude Code.")
                .contains("PRISMA_USER_CONSENT_FOR_DANGEROUS_AI_ACTION");
        assertThat(project.run("db", "push", "--force-reset").exitCode()).isEqualTo(1);
        assertThat(project.run("db", "push", "--accept-data-loss").exitCode()).isEqualTo(1);
        assertThat(hasRows(project)).isTrue();
    }

    @Test
    void an_agent_whose_user_consented_may_reset_the_database() {
        ProjectFolder project = pushedByAgent().with(AgentGuard.CONSENT, "yes, empty it");
        assertThat(project.run("db", "push", "--force-reset").exitCode()).isZero();
        assertThat(hasRows(project)).isFalse();
    }

    @Test
    void an_agent_makes_and_applies_migrations_as_anybody_does() {
        ProjectFolder project = ProjectFolder.sqlite(folder, TABLE).with("AI_AGENT", "robot");
        assertThat(project.run("migrate", "dev", "--name", "init").exitCode()).isZero();
        assertThat(project.run("migrate", "deploy").exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CODEX_SANDBOX | x | Codex CLI",
                "AGENT | goose | Goose",
                "REPLIT_SESSION | agent-7 | Replit Agent",
                "AGENT | 1 | an unidentified AI agent",
                "AI_AGENT | my robot | an AI agent identifying itself as \"my robot\""
            })
    void an_agent_is_known_by_its_variable(String variable, String value, String agent) {
        assertThatCode(() -> AgentGuard.require(Map.of(variable, value), "destroys all data."))
                .hasMessageContaining("invoked by " + agent + ".");
    }

    @Test
    void people_are_not_taken_for_agents() {
        assertThatCode(() -> AgentGuard.require(Map.of("REPLIT_SESSION", "mine", "EDITOR", "vi"), "destroys."))
                .doesNotThrowAnyException();
    }
}
