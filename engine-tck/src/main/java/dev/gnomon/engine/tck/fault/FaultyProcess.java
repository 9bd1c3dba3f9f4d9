package dev.gnomon.engine.tck.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Starts a program in a process of its own, which can be killed.
 *
 * @param entry       the class with the program's {@code main}
 * @param folder      the process's working folder
 * @param environment variables beside those of this process
 */
public record FaultyProcess(String entry, Path folder, Map<String, String> environment) {

    private static final long PATIENCE_SECONDS = 120;

    /** The exit code of a process that was killed with signal 9. */
    public static final int KILLED = 137;

    /**
     * How a process ended.
     *
     * @param output     all that it wrote to both of its streams
     * @param statements how many statements it executed; empty if it was killed, or not counted
     */
    public record Result(int exitCode, String output, Optional<Integer> statements) {}

    /** A program without further variables. */
    public static FaultyProcess of(String entry, Path folder) {
        return new FaultyProcess(entry, folder, Map.of());
    }

    /** The same with one more variable. */
    public FaultyProcess with(String variable, String value) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.put(variable, value);
        return new FaultyProcess(entry, folder, more);
    }

    /**
     * Run a command line, and kill it after it has executed so many statements.
     *
     * @param at from 1; 0: let it live and count its statements
     */
    public Result runKilledAfter(String dialect, int at, String... line) {
        return runKilled(dialect, at, false, line);
    }

    /**
     * Run a command line, and kill it while it executes a statement, somewhere between its beginning and its end.
     *
     * @param at the number of the statement, from 1
     */
    public Result runKilledWithin(String dialect, int at, String... line) {
        return runKilled(dialect, at, true, line);
    }

    /**
     * Run a command line that reaches its server through a proxy, and kill it when a statement is on its way to the
     * server and no answer to it has come back.
     *
     * @param at the number of the statement, from 1
     */
    public Result runKilledWithoutAnswer(WireProxy proxy, int at, String... line) {
        CompletableFuture<Process> running = new CompletableFuture<>();
        // By its handle, since what the process has written so far is still to be read.
        proxy.runWithoutAnswerTo(at, () -> running.join().toHandle().destroyForcibly());
        Process process = start(line);
        running.complete(process);
        return await(process);
    }

    /**
     * Run a command line, and kill it at a change of a file in a folder: before it, or in the middle of a write.
     *
     * @param at from 1; 0: let it live and count the changes
     */
    public Result runKilledAtChange(Path watched, int at, String... line) {
        return runWithFiles(watched, at, false, line);
    }

    /**
     * Run a command line on a disk that is full from a change of a file in a folder on.
     *
     * @param at from 1
     */
    public Result runOnFullDisk(Path watched, int at, String... line) {
        return runWithFiles(watched, at, true, line);
    }

    private Result runWithFiles(Path watched, int at, boolean full, String... line) {
        return counted(count -> {
            List<String> properties = new ArrayList<>(FaultyFiles.properties(watched, at, full));
            properties.add("-D" + FaultyProgram.COUNT + "=" + count);
            return start(properties, List.of(FaultyProgram.class.getName(), entry), line);
        });
    }

    private Result runKilled(String dialect, int at, boolean within, String... line) {
        return counted(count -> start(
                List.of(
                        "-D" + FaultyProgram.DIALECT + "=" + dialect,
                        "-D" + FaultyProgram.AT + "=" + at,
                        "-D" + FaultyProgram.WITHIN + "=" + within,
                        "-D" + FaultyProgram.COUNT + "=" + count),
                List.of(FaultyProgram.class.getName(), entry),
                line));
    }

    private static Result counted(Function<Path, Process> start) {
        try {
            Path count = Files.createTempFile("gnomon-fault", ".count");
            try {
                Result result = await(start.apply(count));
                String written = Files.readString(count);
                return new Result(
                        result.exitCode(),
                        result.output(),
                        written.isEmpty() ? Optional.empty() : Optional.of(Integer.parseInt(written)));
            } finally {
                Files.delete(count);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Run a command line whose standard output goes to a file or a device; the result has what it wrote to standard
     * error.
     */
    public Result runWritingTo(Path output, String... line) {
        Process process = start(builder(List.of(), List.of(entry), line)
                .redirectErrorStream(false)
                .redirectOutput(output.toFile()));
        return await(process, process.getErrorStream());
    }

    /** Start a command line as it is; {@link #await} waits for its end. */
    public Process start(String... line) {
        return start(List.of(), List.of(entry), line);
    }

    /** Wait for the end of a process, and kill it if it takes too long. */
    public static Result await(Process process) {
        return await(process, process.getInputStream());
    }

    private static Result await(Process process, InputStream stream) {
        try {
            String output = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the process did not end:\n" + output);
            }
            return new Result(process.exitValue(), output, Optional.empty());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException failure) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(failure);
        }
    }

    private Process start(List<String> properties, List<String> classes, String... line) {
        return start(builder(properties, classes, line));
    }

    private ProcessBuilder builder(List<String> properties, List<String> classes, String... line) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        command.addAll(properties);
        command.addAll(classes);
        command.addAll(List.of(line));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return builder;
    }

    private static Process start(ProcessBuilder builder) {
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
