package dev.gnomon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gnomon.cli.FaultProject.Kind;
import dev.gnomon.cli.ProjectFolder.Transcript;
import dev.gnomon.engine.tck.fault.FaultyProcess;
import dev.gnomon.engine.tck.fault.FaultyProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens to a run while it writes its own files (the migration, the lock file, the replay cache, the audit
 * journal), the next run finds each of them whole or not at all.
 */
class FilesHarmedTest {

    private static final boolean FULL = "full".equals(System.getProperty("gnomon.fault"));

    /** One of so many points has to do in every run; it shares no factor with the points of one file. */
    private static final int SOME = 7;

    private static final String[] NEXT = {"migrate", "dev", "--name", "next", "--audit-journal", "audit.jsonl"};

    @TempDir
    Path temporary;

    private FaultProject template() {
        return FaultProject.withPendingMigration(Kind.SQLITE, temporary.resolve("template"));
    }

    private FaultProject prepared(FaultProject template, int point) {
        FaultProject project = template.again(temporary.resolve("at-" + point));
        project.schema(FaultProject.THIRD);
        project.delete("prisma/migrations/migration_lock.toml");
        return project;
    }

    private FaultyProcess process(FaultProject project) {
        return project.process().with("XDG_CACHE_HOME", cache(project).toString());
    }

    private static Path cache(FaultProject project) {
        return project.folder().path().resolve("cache");
    }

    @Test
    void killed_at_any_change_of_a_file() throws IOException {
        FaultProject template = template();
        FaultProject whole = prepared(template, 0);
        Result counted = process(whole).runKilledAtChange(whole.folder().path(), 0, NEXT);
        assertThat(counted.exitCode()).as(counted.output()).isZero();
        int points = counted.statements().orElseThrow();
        assertThat(points).isGreaterThan(10);
        String script = script(whole);
        for (int point = 1; point <= points; point += FULL ? 1 : SOME) {
            FaultProject project = prepared(template, point);
            Result killed = process(project).runKilledAtChange(project.folder().path(), point, NEXT);
            assertThat(killed.exitCode()).as(killed.output()).isEqualTo(FaultyProcess.KILLED);
            assertWhole(project, script, "killed at " + point);
            assertGoesOn(project, "killed at " + point);
        }
        System.out.println("files: killed at " + (FULL ? "each" : "some") + " of " + points + " changes");
    }

    @Test
    void a_disk_that_is_full_from_any_change_on() throws IOException {
        FaultProject template = template();
        FaultProject whole = prepared(template, 0);
        Result counted = process(whole).runKilledAtChange(whole.folder().path(), 0, NEXT);
        int points = counted.statements().orElseThrow();
        String script = script(whole);
        Map<String, Integer> outcomes = new TreeMap<>();
        for (int point = 1; point <= points; point += FULL ? 1 : SOME) {
            String where = "full at " + point;
            FaultProject project = prepared(template, point);
            Result full = process(project).runOnFullDisk(project.folder().path(), point, NEXT);
            assertThat(full.output()).as(where).doesNotContain("GN-9001").doesNotContain("Exception");
            if (full.exitCode() == 0) {
                // What is only remembered for the next run is not worth a failure of this one.
                outcomes.merge("done all the same", 1, Integer::sum);
            } else {
                assertThat(full.output()).as(where).contains("Error:").contains("No space left on device");
                outcomes.merge("one message", 1, Integer::sum);
            }
            assertWhole(project, script, where);
            assertGoesOn(project, where);
        }
        System.out.println(
                "files: disk full at " + (FULL ? "each" : "some") + " of " + points + " changes, " + outcomes);
        assertThat(outcomes).containsKey("one message");
    }

    @Test
    void an_answer_that_cannot_be_written_is_an_error_and_changes_nothing_else() {
        Path full = Path.of("/dev/full");
        if (!Files.exists(full)) {
            System.out.println("not run: standard output on a full device (there is no /dev/full)");
            return;
        }
        FaultProject project = template();
        FaultyProcess process = process(project);
        for (String[] line : new String[][] {
            {"migrate", "deploy"},
            {"migrate", "status"},
            {"migrate", "diff", "--from-empty", "--to-schema", "prisma/schema.prisma", "--script"},
            {"validate", "--json"},
            {"--version"}
        }) {
            Result unwritten = process.runWritingTo(full, line);
            assertThat(unwritten.exitCode()).as(unwritten.output()).isEqualTo(1);
            assertThat(unwritten.output())
                    .contains("Standard output could not be written: No space left on device", "GN-6002")
                    .doesNotContain("Exception");
        }
        assertThat(project.applied()).hasSize(2);
        assertThat(project.keptRows()).containsExactly("one", "two", "three");
    }

    private static String script(FaultProject project) {
        return project.folder().read("prisma/migrations/" + project.migrations().getLast() + "/migration.sql");
    }

    /** What is there is whole: what is not may lie aside under a name that no reader takes for anything. */
    private static void assertWhole(FaultProject project, String script, String where) throws IOException {
        List<String> migrations = project.migrations();
        assertThat(migrations).as(where).hasSizeBetween(2, 3);
        if (migrations.size() == 3) {
            assertThat(script(project)).as(where).isEqualTo(script);
        }
        Path lockFile = project.folder().path().resolve("prisma/migrations/migration_lock.toml");
        if (Files.exists(lockFile)) {
            assertThat(Files.readString(lockFile)).as(where).endsWith("provider = \"sqlite\"\n");
        }
        assertThat(project.files())
                .as(where)
                .allMatch(file -> file.matches("prisma/(schema\\.prisma|dev\\.db(-journal)?"
                        + "|\\.gnomon-[-0-9a-f]{36}/migration\\.sql"
                        + "|migrations/migration_lock\\.toml(\\.[-0-9a-f]{36})?"
                        + "|migrations/\\d{14}_(init|more|next)/migration\\.sql)"
                        + "|cache/gnomon/.*\\.(replay|unfinished)|audit\\.jsonl.*"));
        assertThat(project.keptRows()).as(where).containsExactly("one", "two", "three");
    }

    /** The next run makes what is missing, with the cache and the journal as they are. */
    private static void assertGoesOn(FaultProject project, String where) {
        ProjectFolder folder =
                project.folder().with("XDG_CACHE_HOME", cache(project).toString());
        Transcript again = folder.run(NEXT);
        if (again.output().contains("failed.")) {
            assertThat(folder.run("migrate", "deploy", "--resume").exitCode())
                    .as(where)
                    .isZero();
            again = folder.run(NEXT);
        }
        assertThat(again.exitCode())
                .as("%s: %s%s", where, again.output(), again.error())
                .isZero();
        assertThat(folder.run("migrate", "status").output()).as(where).contains("up to date");
        assertThat(folder.run("db", "push", "--json").output()).as(where).contains("\"outcome\":\"up-to-date\"");
        assertThat(project.applied())
                .as(where)
                .hasSize(3)
                .allSatisfy((id, times) -> assertThat(times).isEqualTo(1));
        Transcript verified = folder.run("audit", "verify", "audit.jsonl");
        assertThat(verified.exitCode())
                .as("%s: %s%s", where, verified.output(), verified.error())
                .isZero();
        try (Stream<Path> kept = Files.exists(cache(project)) ? Files.walk(cache(project)) : Stream.empty()) {
            assertThat(kept.filter(file -> file.toString().endsWith(".replay")))
                    .as(where)
                    .isNotEmpty();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
