package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.FaultProject.Kind;
import dev.gnomon.cli.ProjectFolder.Transcript;
import dev.gnomon.engine.tck.fault.FaultyProcess;
import dev.gnomon.engine.tck.fault.FaultyProcess.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A process that dies by {@code kill -9} after a statement leaves nothing that the next run does not understand.
 *
 * <p>With {@code -Dgnomon.fault=full} after every single statement; otherwise after some of them.
 */
class KilledAnywhereTest {

    private static final boolean FULL = "full".equals(System.getProperty("gnomon.fault"));

    @TempDir
    Path temporary;

    /** A command, with the schema that it is run on. */
    private enum Harmed {
        DEPLOY(FaultProject.SECOND, "migrate", "deploy"),
        DEV(FaultProject.THIRD, "migrate", "dev", "--name", "next"),
        RESET(FaultProject.SECOND, "migrate", "reset", "--force"),
        PUSH(FaultProject.THIRD, "db", "push"),
        RESOLVE(FaultProject.SECOND, "migrate", "resolve", "--applied");

        private final String schema;
        private final List<String> line;

        Harmed(String schema, String... line) {
            this.schema = schema;
            this.line = List.of(line);
        }

        String[] line(FaultProject project) {
            Stream<String> migration =
                    this == RESOLVE ? Stream.of(project.migrations().get(1)) : Stream.of();
            return Stream.concat(line.stream(), migration).toArray(String[]::new);
        }

        /** A second attempt finds rows of others where the first one had not; a push says so. */
        String[] again(FaultProject project) {
            return this == PUSH ? new String[] {"db", "push", "--accept-data-loss"} : line(project);
        }
    }

    static Stream<Arguments> cases() {
        return Stream.of(Kind.values())
                .flatMap(kind -> Stream.of(Harmed.values())
                        .filter(harmed -> FULL || isUsual(kind, harmed))
                        .map(harmed -> Arguments.of(kind, harmed)));
    }

    /** What every run of the tests has time for. */
    private static boolean isUsual(Kind kind, Harmed harmed) {
        return switch (kind) {
            case SQLITE -> true;
            case POSTGRESQL, MYSQL -> harmed == Harmed.DEPLOY || harmed == Harmed.DEV;
            case MARIADB -> false;
        };
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nothing_is_lost_and_the_next_run_goes_on(Kind kind, Harmed harmed) {
        FaultProject template = FaultProject.withPendingMigration(kind, temporary.resolve("template"));
        FaultProject whole = prepared(template, harmed, 0);
        Result counted = whole.process().runKilledAfter(kind.provider(), 0, harmed.line(whole));
        assertThat(counted.exitCode()).as(counted.output()).isZero();
        int points = counted.statements().orElseThrow();
        assertThat(points).isGreaterThan(3);
        int stride = FULL ? 1 : Math.max(1, points / (kind == Kind.SQLITE ? 4 : 2));
        Map<String, Integer> outcomes = new TreeMap<>();
        int tried = 0;
        for (int point = FULL ? 1 : Math.max(1, stride - 1); point <= points; point += stride) {
            FaultProject project = prepared(template, harmed, point);
            Result killed = project.process().runKilledAfter(kind.provider(), point, harmed.line(project));
            assertThat(killed.exitCode())
                    .as("%s at %d: %s", harmed, point, killed.output())
                    .isEqualTo(FaultyProcess.KILLED);
            outcomes.merge(recover(project, harmed, point), 1, Integer::sum);
            tried++;
        }
        System.out.printf(
                "killed: %s, %s: %d of %d points, %s%n", kind, String.join(" ", harmed.line), tried, points, outcomes);
    }

    private FaultProject prepared(FaultProject template, Harmed harmed, int point) {
        FaultProject project = template.again(temporary.resolve(harmed + "-" + point));
        project.schema(harmed.schema);
        return project;
    }

    /** Look at what is left, run the command again, and say what had to be done. */
    private static String recover(FaultProject project, Harmed harmed, int point) {
        String where = harmed + " at " + point;
        List<String> before = project.migrations();
        for (String file : project.files()) {
            assertThat(file)
                    .as(where)
                    .matches("prisma/(schema\\.prisma|dev\\.db(-journal)?|migrations/(migration_lock\\.toml"
                            + "|\\d{14}_(init|more|next)/migration\\.sql))");
        }
        if (harmed != Harmed.RESET) {
            assertThat(project.keptRows()).as(where).containsExactly("one", "two", "three");
        }
        Transcript status = project.folder().run("migrate", "status", "--json");
        assertThat(status.output()).as(where).contains("\"command\":\"migrate status\"");

        Transcript again = project.folder().run(harmed.again(project));
        String outcome = "goes on by itself";
        if (again.error().contains("P3009") || again.output().contains("failed.")) {
            assertThat(status.output()).as(where).contains("\"failed\":[\"");
            Transcript resumed = project.folder().run("migrate", "deploy", "--resume");
            assertThat(resumed.exitCode())
                    .as("%s: %s%s", where, resumed.output(), resumed.error())
                    .isZero();
            outcome = "resumed";
            again = project.folder().run(harmed.again(project));
        }
        boolean done = again.exitCode() == 0 || again.error().contains("P3008");
        assertThat(done).as("%s: %s%s", where, again.output(), again.error()).isTrue();
        if (harmed != Harmed.PUSH) {
            assertThat(project.applied())
                    .as(where)
                    .hasSameSizeAs(project.migrations())
                    .allSatisfy((id, times) -> {
                        assertThat(times).as(id).isEqualTo(1);
                    });
        }
        if (harmed == Harmed.DEV) {
            assertThat(project.folder().run("shadow", "list", "--json").output())
                    .as(where)
                    .contains("\"shadowDatabases\":[]");
        }
        if (harmed != Harmed.RESOLVE) {
            // What the database has is what the history and the schema say.
            Transcript sync = project.folder().run("db", "push", "--json");
            assertThat(sync.output()).as(where).contains("\"outcome\":\"up-to-date\"");
        }
        if (harmed != Harmed.RESET) {
            assertThat(project.keptRows()).as(where).containsExactly("one", "two", "three");
        }
        assertThat(project.migrations()).as(where).containsAll(before);
        return outcome;
    }
}
