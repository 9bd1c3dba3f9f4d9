package dev.gnomon.conformance.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.engine.core.Engine;
import dev.gnomon.engine.dialect.ShadowDatabases.Leftover;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that is ended in the middle of a replay gives its shadow database back. */
class TerminationTest {

    private static final long PATIENCE_SECONDS = 60;

    private final Engine engine = Engine.builder().build();

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mysql", "mariadb"})
    void an_automatic_shadow_database_is_dropped(String server) throws IOException, InterruptedException {
        try (TestDatabase main = TestDatabase.create(server)) {
            List<String> before = names(main);
            Process program = start(main.target().url());
            try {
                Optional<String> made = waitUntilSleeping(main, program);
                assertThat(made).hasValueSatisfying(name -> {
                    assertThat(before).doesNotContain(name);
                    assertThat(names(main)).contains(name);
                });
                end(program);
                assertThat(names(main)).doesNotContain(made.orElseThrow());
            } finally {
                program.destroyForcibly();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgresql", "mysql", "mariadb"})
    void a_configured_shadow_database_is_emptied(String server) throws IOException, InterruptedException {
        try (TestDatabase main = TestDatabase.create(server);
                TestDatabase shadow = TestDatabase.create(server)) {
            Process program = start(main.target().url(), shadow.target().url());
            try {
                assertThat(waitUntilSleeping(main, program)).isPresent();
                assertThat(shadow.schema().tables()).isNotEmpty();
                end(program);
                assertThat(shadow.schema().tables()).isEmpty();
            } finally {
                program.destroyForcibly();
            }
        }
    }

    private List<String> names(TestDatabase main) {
        return engine.shadow().list(main.workspace()).stream()
                .map(Leftover::name)
                .toList();
    }

    /** Wait for the slow migration, and name the database that it runs in. */
    private static Optional<String> waitUntilSleeping(TestDatabase main, Process program) throws InterruptedException {
        for (long second = 0; second < 10 * PATIENCE_SECONDS && program.isAlive(); second++) {
            List<String> sleeping = main.query(
                    main.target().url().startsWith("mysql")
                            ? "SELECT DB FROM information_schema.processlist WHERE INFO LIKE 'SELECT SLEEP(60)%'"
                            : "SELECT datname FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                                    + " AND state = 'active' AND query LIKE '%pg_sleep(60)%'");
            if (!sleeping.isEmpty()) {
                return Optional.of(sleeping.get(0));
            }
            Thread.sleep(100);
        }
        return Optional.empty();
    }

    private static void end(Process program) throws InterruptedException {
        program.destroy();
        assertThat(program.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    private static Process start(String... urls) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                EndlessReplay.class.getName()));
        command.addAll(List.of(urls));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
