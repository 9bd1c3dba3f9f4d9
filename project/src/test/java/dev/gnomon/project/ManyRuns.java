package dev.gnomon.project;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** A program that runs gnomon often, and writes what it held before and afterwards: one number a line. */
final class ManyRuns {

    private static final int WARM_UP = 100;

    private ManyRuns() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        run(folder, WARM_UP);
        Left before = Left.now();
        run(folder, Integer.parseInt(arguments[1]));
        Left after = Left.now();
        Files.writeString(folder.resolve("left"), before.lines() + after.lines());
    }

    private static void run(Path folder, int times) {
        for (int i = 0; i < times; i++) {
            try (Gnomon gnomon =
                    Gnomon.in(folder).environment(Map.of()).url("file:./dev.db").open()) {
                if (i % 10 == 0) {
                    gnomon.dev("init", report -> false);
                } else {
                    gnomon.deploy();
                }
                gnomon.status();
            }
        }
    }

    /** What a process holds. */
    private record Left(long bytes, int threads, long openFiles, long temporaryFiles) {

        static Left now() throws IOException, InterruptedException {
            // Threads that wait for work go away after a second without any.
            for (int i = 0; i < 5; i++) {
                System.gc();
                Thread.sleep(300);
            }
            long openFiles = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                    ? system.getOpenFileDescriptorCount()
                    : 0;
            try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
                return new Left(
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                        ManagementFactory.getThreadMXBean().getThreadCount(),
                        openFiles,
                        files.count());
            }
        }

        String lines() {
            return bytes + "\n" + threads + "\n" + openFiles + "\n" + temporaryFiles + "\n";
        }
    }
}
