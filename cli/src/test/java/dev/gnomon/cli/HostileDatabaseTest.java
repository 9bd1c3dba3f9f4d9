package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.FaultProject.Kind;
import dev.gnomon.cli.ProjectFolder.Transcript;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a database holds cannot write to the terminal of whoever looks at it. */
class HostileDatabaseTest {

    /** Sets the window's title, and goes on as if it had been a new line. */
    private static final String HOSTILE = "\u001B]0;owned\u0007\r\u009B2J\u202E";

    @TempDir
    Path temporary;

    private static void assertTame(Transcript run, String command) {
        String all = run.output() + run.error();
        assertThat(all)
                .as(command)
                .contains("owned")
                .doesNotContain("\u001B]")
                .doesNotContain("\u0007")
                .doesNotContain("\r\u009B")
                .doesNotContain("\u009B")
                .doesNotContain("GN-9001");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void by_names_comments_defaults_and_messages(Kind kind) {
        FaultProject project = FaultProject.withPendingMigration(kind, temporary.resolve(kind.name()));
        boolean mysql = kind.provider().equals("mysql");
        project.sql("CREATE TABLE " + project.quote("t" + HOSTILE) + " (id INT PRIMARY KEY, "
                + project.quote("c" + HOSTILE) + " VARCHAR(60) DEFAULT '" + HOSTILE + "'"
                + (mysql ? " COMMENT '" + HOSTILE + "'" : "") + ")");
        if (kind == Kind.POSTGRESQL) {
            project.sql("COMMENT ON TABLE " + project.quote("t" + HOSTILE) + " IS '" + HOSTILE + "'");
        }
        project.sql("INSERT INTO " + project.quote("t" + HOSTILE) + " (id) VALUES (1)");
        String url = kind == Kind.SQLITE ? "file:./prisma/dev.db" : project.url();
        for (List<String> line : List.of(
                List.of("migrate", "dev"),
                List.of("db", "pull", "--print"),
                List.of("migrate", "diff", "--from-url", url, "--to-empty"),
                List.of("migrate", "diff", "--from-url", url, "--to-empty", "--script"),
                List.of("db", "push"))) {
            assertTame(project.folder().runOnTerminal("n\n", line.toArray(String[]::new)), String.join(" ", line));
        }
    }
}
