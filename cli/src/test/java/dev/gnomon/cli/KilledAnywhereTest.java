package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.FaultProject.Kind;
import dev.gnomon.engine.tck.fault.FaultyProcess;
import dev.gnomon.engine.tck.fault.FaultyProcess.Result;
import dev.gnomon.engine.tck.fault.WireProxy;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A process that dies by {@code kill -9} at a statement leaves nothing that the next run does not understand.
 *
 * <p>With {@code -Dgnomon.fault=full} at every single statement; otherwise at some of them.
 */
class KilledAnywhereTest {

    private static final boolean FULL = "full".equals(System.getProperty("gnomon.fault"));

    @TempDir
    Path temporary;

    /** When the process dies. */
    private enum Moment {
        /** When the statement has been answered. */
        AFTER,

        /** When the server has the statement and the process has no answer; where there is no server, while it runs. */
        WITHIN
    }

    static Stream<Arguments> cases() {
        return Stream.of(Moment.values())
                .flatMap(moment -> Stream.of(Kind.values())
                        .flatMap(kind -> Stream.of(HarmedCommand.values())
                                .filter(harmed -> FULL || isUsual(kind, harmed, moment))
                                .map(harmed -> Arguments.of(kind, harmed, moment))));
    }

    /** What every run of the tests has time for. */
    private static boolean isUsual(Kind kind, HarmedCommand harmed, Moment moment) {
        boolean applies = harmed == HarmedCommand.DEPLOY || harmed == HarmedCommand.DEV;
        return switch (kind) {
            case SQLITE -> applies || moment == Moment.AFTER;
            case POSTGRESQL, MYSQL, SQLSERVER -> applies;
            case MARIADB -> false;
        };
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nothing_is_lost_and_the_next_run_goes_on(Kind kind, HarmedCommand harmed, Moment moment) {
        FaultProject template = FaultProject.withPendingMigration(kind, temporary.resolve("template"));
        int points = points(template, harmed, moment);
        assertThat(points).isGreaterThan(3);
        int stride = FULL ? 1 : Math.max(1, points / (kind == Kind.SQLITE ? 4 : 2));
        Map<String, Integer> outcomes = new TreeMap<>();
        int tried = 0;
        for (int point = FULL ? 1 : Math.max(1, stride - 1); point <= points; point += stride) {
            FaultProject project = prepared(template, harmed, point);
            Result killed = killed(project, harmed, moment, point);
            assertThat(killed.exitCode())
                    .as("%s at %d of %d: %s", harmed, point, points, killed.output())
                    .isEqualTo(FaultyProcess.KILLED);
            outcomes.merge(Recovery.of(project, harmed, harmed + " at " + point), 1, Integer::sum);
            tried++;
        }
        System.out.printf(
                "killed %s: %s, %s: %d of %d points, %s%n", moment, kind, harmed.title(), tried, points, outcomes);
    }

    /** How many statements the command has if nobody kills it. */
    private int points(FaultProject template, HarmedCommand harmed, Moment moment) {
        FaultProject whole = prepared(template, harmed, 0);
        if (moment == Moment.WITHIN && whole.kind() != Kind.SQLITE) {
            try (WireProxy proxy = whole.proxy()) {
                Result counted = FaultyProcess.await(
                        whole.process().start(harmed.line(whole, "--url", whole.urlThrough(proxy))));
                assertThat(counted.exitCode()).as(counted.output()).isZero();
                return proxy.statements();
            }
        }
        Result counted = whole.process().runKilledAfter(whole.kind().provider(), 0, harmed.line(whole));
        assertThat(counted.exitCode()).as(counted.output()).isZero();
        return counted.statements().orElseThrow();
    }

    private static Result killed(FaultProject project, HarmedCommand harmed, Moment moment, int point) {
        FaultyProcess process = project.process();
        String provider = project.kind().provider();
        if (moment == Moment.AFTER) {
            return process.runKilledAfter(provider, point, harmed.line(project));
        }
        if (project.kind() == Kind.SQLITE) {
            return process.runKilledWithin(provider, point, harmed.line(project));
        }
        try (WireProxy proxy = project.proxy()) {
            return process.runKilledWithoutAnswer(
                    proxy, point, harmed.line(project, "--url", project.urlThrough(proxy)));
        }
    }

    private FaultProject prepared(FaultProject template, HarmedCommand harmed, int point) {
        FaultProject project = template.again(temporary.resolve(harmed + "-" + point));
        project.schema(harmed.schema());
        return project;
    }
}
