package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.gnomon.cli.ProjectFolder.Transcript;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listeners as a user has them: dropped in as jars, and asked for in the settings. */
class ListenersTest {

    private static final String MODELS = "model User {\n  id Int @id\n}\n\nmodel Post {\n  id Int @id\n}\n";
    private static final String USERS = "model User {\n  id Int @id\n}\n";

    @TempDir
    private Path folder;

    private ProjectFolder project;

    @BeforeEach
    void make_a_project() {
        project = ProjectFolder.sqlite(folder.resolve("project"), MODELS);
    }

    /** A listener with these members, in a jar of its own in the folder for dialects. */
    private ProjectFolder withListener(String kind, String members) throws IOException {
        new PluginJar(Files.createDirectories(folder.resolve("work")))
                .source("stranger/StrangeListener.java", """
                        package stranger;
                        import dev.gnomon.engine.event.*;
                        public class StrangeListener implements %s {
                            %s
                        }
                        """.formatted(kind, members))
                .resource("META-INF/services/dev.gnomon.engine.event.EngineListener", "stranger.StrangeListener\n")
                .into(folder.resolve("dialects/strange-listener-2.0.jar"));
        return project.with("GNOMON_DIALECTS", folder.resolve("dialects").toString());
    }

    private static String veto(String event) {
        return """
                public Verdict before(Occurrence occurrence, EngineEvent.Proposed event) {
                    return event instanceof EngineEvent.%s ? Verdict.veto("not on a Friday") : Verdict.proceed();
                }
                """.formatted(event);
    }

    @Test
    void a_veto_of_a_dropped_in_listener_ends_the_command_with_an_exit_code_of_its_own() throws IOException {
        assertThat(project.run("migrate", "dev", "--name", "init").exitCode()).isZero();
        project.schema(USERS);
        byte[] before = Files.readAllBytes(project.path().resolve("prisma/dev.db"));

        Transcript vetoed = withListener("Gate", veto("WriteProposed")).run("migrate", "dev", "--name", "drop");

        assertThat(vetoed.exitCode()).isEqualTo(3);
        assertThat(vetoed.error())
                .contains("Writing the migration")
                .contains("was vetoed by stranger.StrangeListener: not on a Friday")
                .contains("(GN-4001)");
        assertThat(project.migrations()).hasSize(1);
        assertThat(Files.readAllBytes(project.path().resolve("prisma/dev.db"))).isEqualTo(before);
        assertThat(project.run("migrate", "dev", "--name", "drop", "--json").output())
                .contains("\"exitCode\":3,\"error\":{\"code\":\"GN-4001\"");
    }

    @Test
    void the_database_that_a_vetoed_run_had_to_create_goes_again() throws IOException {
        Transcript vetoed = withListener("Gate", veto("WriteProposed")).run("migrate", "dev", "--name", "init");

        assertThat(vetoed.exitCode()).isEqualTo(3);
        assertThat(vetoed.output())
                .contains("SQLite database dev.db created at file:./dev.db")
                .contains("The database that this run had created was dropped again.");
        assertThat(project.path().resolve("prisma")).isDirectoryNotContaining("glob:**/dev.db*");
        assertThat(project.path().resolve("prisma/migrations")).doesNotExist();
    }

    @Test
    void listeners_are_listed_with_where_they_come_from() throws IOException {
        project.write("gnomon.toml", "[audit]\njournal = \"logs/audit.jsonl\"\n");
        Transcript listed = withListener("Observer", "public String name() { return \"Friday\"; }")
                .run("listeners");

        assertThat(listed.output())
                .contains("Friday\n  " + folder.toRealPath().resolve("dialects/strange-listener-2.0.jar")
                        + " (version 2.0)")
                .contains("the audit journal\n  built in, asked for by the settings");
    }

    @Test
    void a_listener_that_throws_or_hangs_hurts_nobody() throws IOException {
        project.write("gnomon.toml", "[listeners]\ntimeout = 1\n");
        withListener("Observer", """
                public void after(Occurrence occurrence, EngineEvent.Reported event) {
                    if (event instanceof EngineEvent.MigrationApplied) {
                        while (true) {
                            try {
                                Thread.sleep(1000000);
                            } catch (InterruptedException again) {
                                throw new IllegalStateException("woken");
                            }
                        }
                    }
                    throw new IllegalStateException("out of order");
                }
                """);

        Transcript applied = project.run("migrate", "dev", "--name", "init");

        assertThat(applied.exitCode()).as(applied.error()).isZero();
        assertThat(project.run("migrate", "status").exitCode()).isZero();
    }

    @Test
    void the_journal_tells_what_was_done_and_verify_finds_what_was_altered() {
        project.write("gnomon.toml", "[audit]\njournal = \"audit.jsonl\"\n");
        assertThat(project.run("migrate", "dev", "--name", "init").exitCode()).isZero();
        String journal = project.read("audit.jsonl");

        assertThat(journal)
                .contains("\"event\":\"migrationApplied\"", "\"event\":\"scriptStatementExecuted\"", "CREATE TABLE")
                .contains("\"database\":\"file:./dev.db dev.db\"");
        Transcript intact = project.run("audit", "verify");
        assertThat(intact.exitCode()).as(intact.error()).isZero();
        String hash = journal.substring(journal.length() - 67, journal.length() - 3);
        assertThat(intact.output()).contains("Hash of the last line: " + hash);
        assertThat(project.run("audit", "verify", "audit.jsonl", "--contains", hash)
                        .exitCode())
                .isZero();

        project.write("audit.jsonl", journal.replaceFirst("CREATE TABLE", "CREATE  TABLE"));
        Transcript altered = project.run("audit", "verify");
        assertThat(altered.exitCode()).isEqualTo(1);
        assertThat(altered.error()).containsPattern("Error: Line \\d+ of .*audit.jsonl is not what was written");
        assertThat(project.run("audit", "verify", "--json").output())
                .contains("\"outcome\":\"altered\"", "\"problem\":{");
    }

    @Test
    void nothing_is_done_that_cannot_be_written_down() {
        project.write("blocked", "a file, not a folder");

        Transcript refused = project.run("migrate", "dev", "--name", "init", "--audit-journal", "blocked/audit.jsonl");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.error()).contains("The audit journal", "cannot be written", "(GN-6002)");
        assertThat(project.path().resolve("prisma/dev.db")).doesNotExist();
    }

    @Test
    void no_table_with_rows_is_dropped_in_production() {
        project.write("gnomon.policy.toml", """
                [[rule]]
                name = "keep-rows"
                action = "deny"
                changes = ["DropTable"]
                environments = ["production"]
                rows = 1
                reason = "ask the owners of the data"

                [[rule]]
                action = "warn"
                tables = ["p*"]
                changes = ["DropTable"]
                """);
        project.run("migrate", "dev", "--name", "init");
        project.sql("INSERT INTO Post VALUES (1)");
        project.write(
                "prisma/migrations/20990101000000_drop/migration.sql",
                "-- why\nDROP TABLE \"User\";\nDROP TABLE \"Post\";\n");

        Transcript denied = project.run("migrate", "deploy", "--environment", "production");
        assertThat(denied.exitCode()).isEqualTo(3);
        assertThat(denied.error())
                .contains("The statement at line 3 of 20990101000000_drop was vetoed by the policy in"
                        + " gnomon.policy.toml: keep-rows denies DropTable Post (1 rows) in production: ask the owners of"
                        + " the data");
        project.sql("DELETE FROM Post");

        Transcript allowed = project.with("GNOMON_ENVIRONMENT", "production").run("migrate", "deploy");
        assertThat(allowed.exitCode()).as(allowed.error()).isZero();
        assertThat(allowed.error())
                .contains("Warning: rule 2 warns of DropTable Post in production")
                .doesNotContain("User");
    }

    @Test
    void a_policy_with_a_mistake_is_one_clear_error() {
        project.write("gnomon.policy.toml", "[[rule]]\naction = \"deny\"\nchanges = [\"DropTabel\"]\n");

        Transcript refused = project.run("migrate", "dev", "--name", "init");

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.error())
                .contains("gnomon.policy.toml:3:")
                .contains("there is no kind of change `DropTabel`")
                .contains("[[rule]]", "(GN-1002)");
        assertThat(project.path().resolve("prisma/dev.db")).doesNotExist();
    }

    @Test
    void a_webhook_is_told_and_its_address_is_not() throws IOException {
        List<String> bodies = new CopyOnWriteArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            project.with(
                    "GNOMON_WEBHOOK_URL",
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/swordfish");
            assertThat(project.run("migrate", "dev", "--name", "init").exitCode())
                    .isZero();
            assertThat(bodies).anyMatch(body -> body.contains("\"event\":\"migrationApplied\""));
            assertThat(project.run("listeners").output())
                    .contains("the webhook at 127.0.0.1")
                    .doesNotContain("swordfish");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_webhook_that_never_answers_holds_up_nobody() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            project.with("GNOMON_WEBHOOK_URL", "http://127.0.0.1:" + silent.getLocalPort() + "/");

            assertThat(project.run("migrate", "dev", "--name", "init").exitCode())
                    .isZero();
        }
        Transcript wrong = project.with("GNOMON_WEBHOOK_URL", "ftp://swordfish").run("migrate", "status");
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.error()).contains("no http or https URL").doesNotContain("swordfish");
    }
}
