package dev.gnomon.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gnomon.engine.core.MigrateDevOutcome.Created;
import dev.gnomon.engine.core.MigrateDevOutcome.Declined;
import dev.gnomon.engine.core.MigrateDevOutcome.ResetNeeded;
import dev.gnomon.engine.core.MigrateDevOutcome.UpToDate;
import dev.gnomon.engine.core.workspace.SchemaSource;
import dev.gnomon.engine.core.workspace.SchemaSource.Scripts.Script;
import dev.gnomon.engine.error.GnomonException;
import dev.gnomon.engine.event.Gate;
import dev.gnomon.engine.event.Verdict;
import dev.gnomon.engine.tck.server.TestServers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GnomonTest {

    @TempDir
    private Path folder;

    private Gnomon sqlite(Path project) {
        return Gnomon.in(project).environment(Map.of()).url("file:./dev.db").open();
    }

    @Test
    void each_command_gives_a_typed_outcome() throws IOException {
        ProjectFiles.create(folder, "sqlite");
        try (Gnomon gnomon = sqlite(folder)) {
            assertThat(gnomon.dev("init", report -> false)).isInstanceOf(Created.class);
            assertThat(gnomon.dev("again", report -> false)).isEqualTo(new UpToDate(List.of()));
            assertThat(gnomon.status().report().pending()).isEmpty();
            assertThat(gnomon.diff(gnomon.fromMigrations(), gnomon.fromDatabase())
                            .isEmpty())
                    .isTrue();
            gnomon.execute("INSERT INTO User (name) VALUES ('Ada')");
        }
        ProjectFiles.writeSchema(folder, "sqlite", "model Post {\n  id Int @id\n}\n");
        try (Gnomon gnomon = sqlite(folder)) {
            assertThat(gnomon.push(false).executedSteps()).isEqualTo(1);
            assertThat(gnomon.pull().files()).hasSize(1);
            assertThat(gnomon.drift().drift()).isPresent();
            assertThat(gnomon.dev("posts", report -> false)).isInstanceOf(ResetNeeded.class);
            assertThat(gnomon.reset()).hasSize(1);
            assertThat(gnomon.dev("posts", report -> false)).isInstanceOf(Created.class);
            gnomon.execute("INSERT INTO Post (id) VALUES (1)");
        }
        ProjectFiles.writeSchema(folder, "sqlite", "");
        try (Gnomon gnomon = sqlite(folder)) {
            assertThat(gnomon.dev("drop", report -> false))
                    .isInstanceOfSatisfying(
                            Declined.class,
                            declined -> assertThat(
                                            declined.report().warnings().get(0).message())
                                    .contains("not empty (1 rows)"));
        }
    }

    @Test
    void a_mistake_is_an_exception_with_a_code_and_nothing_is_printed() throws IOException {
        ProjectFiles.create(folder, "sqlite");
        ProjectFiles.writeSchema(folder, "sqlite", "model Broken {\n");
        PrintStream output = System.out;
        PrintStream error = System.err;
        ByteArrayOutputStream caught = new ByteArrayOutputStream();
        System.setOut(new PrintStream(caught, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(caught, true, StandardCharsets.UTF_8));
        try {
            try (Gnomon gnomon = sqlite(folder)) {
                assertThatThrownBy(() -> gnomon.dev("init", report -> false))
                        .isInstanceOfSatisfying(
                                GnomonException.class,
                                failure -> assertThat(failure.code().id()).isEqualTo("P1012"));
                assertThat(folder.resolve("prisma/dev.db")).doesNotExist();
                assertThat(folder.resolve("dev.db")).doesNotExist();
            }
            ProjectFiles.writeSchema(folder, "sqlite", "");
            try (Gnomon gnomon = sqlite(folder)) {
                gnomon.dev("init", report -> false);
                assertThatThrownBy(() -> gnomon.execute("NO SQL"))
                        .isInstanceOfSatisfying(
                                GnomonException.class,
                                failure -> assertThat(failure.code().id()).isEqualTo("GN-6001"));
            }
        } finally {
            System.setOut(output);
            System.setErr(error);
        }
        assertThat(caught.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void migrations_are_applied_where_there_is_no_schema() throws IOException {
        Path init = Files.createDirectories(folder.resolve("migrations/20260101000000_init"));
        Files.writeString(init.resolve("migration.sql"), "CREATE TABLE t (id INTEGER PRIMARY KEY);\n");
        try (Gnomon gnomon = sqlite(folder)) {
            assertThat(gnomon.deploy()).containsExactly("20260101000000_init");
            assertThat(gnomon.drift().drift()).isEmpty();
            assertThat(gnomon.introspect().tables()).hasSize(1);
            assertThatThrownBy(() -> gnomon.dev("more", report -> false))
                    .isInstanceOfSatisfying(
                            GnomonException.class,
                            failure -> assertThat(failure.code().id()).isEqualTo("GN-1003"));
        }
        Files.writeString(folder.resolve("migrations/migration_lock.toml"), "provider = \"oracle\"\n");
        assertThatThrownBy(() -> sqlite(folder))
                .as("the lock file tells the dialect, and there is none of that name")
                .isInstanceOfSatisfying(
                        GnomonException.class,
                        failure -> assertThat(failure.code().id()).isEqualTo("GN-5001"));
    }

    @Test
    void a_program_may_say_what_the_database_shall_be() throws IOException {
        SchemaSource tables = new SchemaSource.Scripts(
                List.of(new Script("schema.sql", "CREATE TABLE written_by_hand (id INTEGER PRIMARY KEY);")));
        try (Gnomon gnomon = Gnomon.in(folder)
                .environment(Map.of())
                .url("file:./dev.db")
                .desired(tables)
                .open()) {
            assertThat(gnomon.dev("init", report -> false)).isInstanceOf(Created.class);
            assertThat(gnomon.dev("again", report -> false)).isInstanceOf(UpToDate.class);
            assertThat(gnomon.introspect().tables())
                    .extracting(table -> table.name().name())
                    .containsExactly("written_by_hand");
        }
    }

    @Test
    void a_listener_of_the_program_may_veto() throws IOException {
        ProjectFiles.create(folder, "sqlite");
        Gate gate = (occurrence, event) ->
                occurrence.run().command().equals("reset") ? Verdict.veto("not here") : Verdict.proceed();
        try (Gnomon gnomon =
                Gnomon.in(folder).url("file:./dev.db").listener(gate).open()) {
            gnomon.dev("init", report -> false);
            assertThatThrownBy(gnomon::reset)
                    .isInstanceOfSatisfying(
                            GnomonException.class,
                            failure -> assertThat(failure.code().id()).isEqualTo("GN-4001"));
        }
    }

    @Test
    void twenty_engines_work_at_once_and_none_sees_another() throws Exception {
        List<Callable<String>> programs = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        for (int i = 0; i < 20; i++) {
            boolean onServer = i % 2 == 0;
            String model = "model Own" + i + " {\n  id Int @id\n}\n";
            Path project = ProjectFiles.create(folder.resolve("project" + i), onServer ? "postgresql" : "sqlite");
            String url = onServer ? TestServers.postgresql().newTarget().url() : "file:./dev.db";
            String name = "Own" + i;
            programs.add(() -> {
                start.await();
                MigrateAtStart.run(project, url);
                ProjectFiles.writeSchema(project, onServer ? "postgresql" : "sqlite", model);
                try (Gnomon gnomon = Gnomon.in(project).url(url).open()) {
                    assertThat(gnomon.dev("own table", report -> false)).isInstanceOf(Created.class);
                    assertThat(gnomon.drift().drift()).isEmpty();
                    assertThat(gnomon.introspect().tables())
                            .extracting(table -> table.name().name())
                            .contains("User", name)
                            .hasSize(2);
                    return MigrateAtStart.run(project, url);
                }
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<Future<String>> answers =
                    programs.stream().map(threads::submit).toList();
            start.countDown();
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isEqualTo("nothing to do");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void the_readme_shows_the_program_that_the_tests_run() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("mvnw"))) {
            root = root.getParent();
        }
        String source =
                Files.readString(root.resolve("project/src/test/java/dev/gnomon/project/MigrateAtStart.java"));
        String program = source.substring(
                        source.indexOf("begin of the README's program\n") + "begin of the README's program\n".length(),
                        source.indexOf("        // end of the README's program"))
                .stripTrailing()
                .stripIndent();

        assertThat(Files.readString(root.resolve("README.md"))).contains(program.strip());
    }
}
