package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.FaultProject.Kind;
import dev.gnomon.cli.ProjectFolder.Transcript;
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
 * A connection that is cut before or after any statement ends the run with one message, and loses nothing.
 *
 * <p>With {@code -Dgnomon.fault=full} at every single statement; otherwise at some of them.
 */
class CutAnywhereTest {

    private static final boolean FULL = "full".equals(System.getProperty("gnomon.fault"));

    @TempDir
    Path temporary;

    static Stream<Arguments> cases() {
        return Stream.of(Kind.values())
                .filter(kind -> kind != Kind.SQLITE && (FULL || kind != Kind.MARIADB))
                .flatMap(kind -> Stream.of(HarmedCommand.DEPLOY, HarmedCommand.DEV)
                        .flatMap(harmed -> Stream.of(true, false).map(before -> Arguments.of(kind, harmed, before))));
    }

    @ParameterizedTest(name = "{0}, {1}, before: {2}")
    @MethodSource("cases")
    void there_is_one_message_and_the_next_run_goes_on(Kind kind, HarmedCommand harmed, boolean before) {
        FaultProject template = FaultProject.withPendingMigration(kind, temporary.resolve("template"));
        int points = points(template, harmed);
        int stride = FULL ? 1 : Math.max(1, points / 3);
        Map<String, Integer> outcomes = new TreeMap<>();
        int tried = 0;
        for (int point = FULL ? 1 : Math.max(1, stride - 1); point <= points; point += stride) {
            FaultProject project = prepared(template, harmed, point);
            String where = "%s cut %s %d".formatted(harmed, before ? "before" : "after", point);
            try (WireProxy proxy = project.proxy()) {
                if (before) {
                    proxy.cutBefore(point);
                } else {
                    proxy.cutAfter(point);
                }
                assertOneMessage(project.folder().run(harmed.line(project, "--url", project.urlThrough(proxy))), where);
            }
            outcomes.merge(Recovery.of(project, harmed, where), 1, Integer::sum);
            tried++;
        }
        System.out.printf(
                "cut %s: %s, %s: %d of %d points, %s%n",
                before ? "before" : "after", kind, harmed.title(), tried, points, outcomes);
    }

    /** A run that had done all its work when it was cut may say that it did. */
    private static void assertOneMessage(Transcript cut, String where) {
        String all = cut.output() + cut.error();
        assertThat(all).as(where).doesNotContain("Exception").doesNotContain("GN-9001");
        assertThat(cut.exitCode()).as("%s: %s", where, all).isBetween(0, 1);
        assertThat(cut.error().split("Error:", -1)).as("%s: %s", where, all).hasSize(1 + cut.exitCode());
    }

    private int points(FaultProject template, HarmedCommand harmed) {
        FaultProject whole = prepared(template, harmed, 0);
        try (WireProxy proxy = whole.proxy()) {
            whole.expect(whole.folder().run(harmed.line(whole, "--url", whole.urlThrough(proxy))));
            assertThat(proxy.statements()).isGreaterThan(3);
            return proxy.statements();
        }
    }

    private FaultProject prepared(FaultProject template, HarmedCommand harmed, int point) {
        FaultProject project = template.again(temporary.resolve(harmed + "-" + point));
        project.schema(harmed.schema());
        return project;
    }
}
