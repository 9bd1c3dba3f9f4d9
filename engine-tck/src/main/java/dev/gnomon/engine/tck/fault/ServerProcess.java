package dev.gnomon.engine.tck.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** The process of a database server on this machine, which can be ended in good order and started again as it was. */
public final class ServerProcess {

    private static final long PATIENCE_SECONDS = 60;

    private final ProcessHandle handle;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path folder;

    private ServerProcess(ProcessHandle handle, List<String> command, Map<String, String> environment, Path folder) {
        this.handle = handle;
        this.command = command;
        this.environment = environment;
        this.folder = folder;
    }

    /** Find a process by its number; empty where it is another machine's, or the system does not tell how it was started. */
    public static Optional<ServerProcess> of(long number) {
        Path told = Path.of("/proc", String.valueOf(number));
        Optional<ProcessHandle> handle = ProcessHandle.of(number);
        if (handle.isEmpty() || !Files.isReadable(told.resolve("environ"))) {
            System.out.println("not run: a restart of a server (it has to run on this machine, on Linux)");
            return Optional.empty();
        }
        try {
            Map<String, String> environment = new TreeMap<>();
            for (String variable : parts(told.resolve("environ"))) {
                int equals = variable.indexOf('=');
                environment.put(variable.substring(0, equals), variable.substring(equals + 1));
            }
            return Optional.of(new ServerProcess(
                    handle.get(),
                    parts(told.resolve("cmdline")),
                    environment,
                    told.resolve("cwd").toRealPath()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> parts(Path file) throws IOException {
        return List.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\0"));
    }

    /**
     * End the server and start it again; it may take a moment until it answers.
     *
     * @param signal by which it ends in good order without waiting for its clients
     */
    public void restart(String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(handle.pid()))
                    .start()
                    .waitFor();
            handle.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
            List<String> again = new ArrayList<>();
            if (command.getFirst().endsWith("postgres") && "root".equals(System.getProperty("user.name"))) {
                // PostgreSQL refuses to run as root, and is none in a user namespace of its own.
                again.addAll(List.of("unshare", "-U"));
            }
            again.addAll(command);
            ProcessBuilder builder = new ProcessBuilder(again)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process started = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
