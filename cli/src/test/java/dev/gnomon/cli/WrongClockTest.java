package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.FaultProject.Kind;
import dev.gnomon.cli.ProjectFolder.Transcript;
import dev.gnomon.engine.tck.fault.FaultyClock;
import dev.gnomon.engine.tck.fault.FaultyProcess;
import dev.gnomon.engine.tck.fault.FaultyProcess.Result;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A clock that is behind, ahead or racing changes nothing but the names and times that it gives. */
class WrongClockTest {

    private static final boolean FULL = "full".equals(System.getProperty("gnomon.fault"));

    @TempDir
    Path temporary;

    private Optional<FaultyClock> clock = Optional.empty();

    private Result attempt(FaultProject project, String change, String... line) {
        FaultyProcess process = project.process()
                .with("XDG_CACHE_HOME", temporary.resolve("cache").toString());
        return FaultyProcess.await(clock.orElseThrow().on(process, change).start(line));
    }

    private void run(FaultProject project, String change, String... line) {
        Result result = attempt(project, change, line);
        assertThat(result.exitCode()).as("%s: %s", change, result.output()).isZero();
    }

    /** Everything is in its place, for a run with the right clock and the same cache. */
    private void assertInSync(FaultProject project, int migrations) {
        ProjectFolder folder = project.folder()
                .with("XDG_CACHE_HOME", temporary.resolve("cache").toString());
        assertThat(folder.run("migrate", "status").output()).contains("Database schema is up to date!");
        Transcript dev = folder.run("migrate", "dev");
        assertThat(dev.output()).as(dev.error()).contains("Already in sync");
        assertThat(folder.run("migrate", "dev", "--no-cache").output()).contains("Already in sync");
        assertThat(project.applied()).hasSize(migrations);
        assertThat(project.applied().values()).containsOnly(1);
        assertThat(project.keptRows()).containsExactly("one", "two", "three");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void behind_ahead_and_racing(Kind kind) {
        if (!FULL && (kind == Kind.MARIADB || kind == Kind.MYSQL)) {
            System.out.println("not run: a wrong clock on " + kind + " (only with -Dgnomon.fault=full)");
            return;
        }
        clock = FaultyClock.find();
        if (clock.isEmpty()) {
            return;
        }
        FaultProject project = FaultProject.withPendingMigration(kind, temporary.resolve(kind.name()));
        run(project, "-10y", "migrate", "deploy");
        assertInSync(project, 2);

        // A clock that is behind those that named what is there.
        project.schema(FaultProject.THIRD);
        run(project, "-10y", "migrate", "dev", "--name", "behind");
        assertThat(project.migrations().getLast()).startsWith("20").endsWith("_behind");
        assertInSync(project, 3);

        // One that is ahead, and then the right one, which has to follow it.
        project.schema(FaultProject.SECOND);
        run(project, "+10y", "migrate", "dev", "--name", "ahead");
        String ahead = project.migrations().getLast();
        assertThat(ahead).endsWith("_ahead");
        project.schema(FaultProject.THIRD);
        project.expect(project.folder().run("migrate", "dev", "--name", "right"));
        assertThat(project.migrations().getLast()).endsWith("_right").isGreaterThan(ahead);
        assertInSync(project, 5);

        project.schema(FaultProject.SECOND);
        String[] racing = {"migrate", "dev", "--name", "racing", "--lock-timeout", "5"};
        Result cut = attempt(project, "+0 x100000", racing);
        if (cut.exitCode() != 0) {
            // Drivers measure their own time limits by the clock, so that one that races may end the run.
            assertThat(kind).isNotEqualTo(Kind.SQLITE);
            assertThat(cut.exitCode()).as(cut.output()).isEqualTo(1);
            assertThat(cut.output()).containsAnyOf("P1001", "P1008");
            project.expect(project.folder().run(racing));
        }
        assertThat(project.migrations().getLast()).endsWith("_racing").isGreaterThan(ahead);
        assertInSync(project, 6);
    }
}
