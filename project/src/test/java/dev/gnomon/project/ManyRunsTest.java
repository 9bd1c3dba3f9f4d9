package dev.gnomon.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that embeds gnomon runs for months: nothing may be left of a run. */
class ManyRunsTest {

    private static final int RUNS = 1000;

    /** A run that kept one and a half kilobytes would show. */
    private static final long MOST_BYTES = 1536L * RUNS;

    @TempDir
    private Path folder;

    @Test
    void a_thousand_runs_leave_no_memory_thread_file_or_connection_behind() throws Exception {
        ProjectFiles.create(folder, "sqlite");
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyRuns.class.getName(),
                        folder.toString(),
                        String.valueOf(RUNS))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();

        assertThat(process.waitFor())
                .as(Files.readString(folder.resolve("output")))
                .isZero();
        List<Long> left = Files.readAllLines(folder.resolve("left")).stream()
                .map(Long::valueOf)
                .toList();
        assertThat(left.get(4) - left.get(0)).as("bytes of heap").isLessThan(MOST_BYTES);
        assertThat(left.get(5)).as("threads").isLessThanOrEqualTo(left.get(1));
        assertThat(left.get(6)).as("open files").isLessThanOrEqualTo(left.get(2));
        assertThat(left.get(7)).as("temporary files").isLessThanOrEqualTo(left.get(3));
    }
}
