package dev.gnomon.engine.tck.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Files, ports and processes of servers that tests start. */
final class ServerFiles {

    private static final Deque<Runnable> AT_EXIT = new ArrayDeque<>();

    private ServerFiles() {}

    /** A jar with a server's binaries that the build laid aside, by the beginning of its name. */
    static Optional<Path> binaries(String namePrefix) {
        return folder().flatMap(folder -> {
            try (Stream<Path> jars = Files.list(folder)) {
                return jars.filter(jar -> jar.getFileName().toString().startsWith(namePrefix))
                        .max(Comparator.comparing(jar -> jar.getFileName().toString()));
            } catch (IOException e) {
                return Optional.empty();
            }
        });
    }

    private static Optional<Path> folder() {
        String named = System.getenv("GNOMON_TEST_SERVERS");
        if (named != null) {
            return Optional.of(Path.of(named)).filter(Files::isDirectory);
        }
        Path start = Path.of("").toAbsolutePath();
        for (Path at = start; at != null; at = at.getParent()) {
            Path candidate = at.resolve("engine-tck/target/test-servers");
            if (Files.isDirectory(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** Copy the first entry of a jar whose name ends like this to a file. */
    static void extract(Path jar, String entrySuffix, Path file) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.stream()
                    .filter(candidate -> candidate.getName().endsWith(entrySuffix))
                    .findFirst()
                    .orElseThrow(() -> new IOException(jar.getFileName() + " has no " + entrySuffix));
            try (InputStream content = zip.getInputStream(entry)) {
                Files.copy(content, file);
            }
        }
    }

    /** A new folder that goes when the JVM ends, with all that is in it. */
    static Path temporaryFolder(String prefix) throws IOException {
        Path folder = Files.createTempDirectory("gnomon-" + prefix);
        atExit(() -> deleteTree(folder));
        return folder;
    }

    /** Run an action when the JVM ends, the last one first: a server stops before its folder goes. */
    static synchronized void atExit(Runnable action) {
        if (AT_EXIT.isEmpty()) {
            Runtime.getRuntime().addShutdownHook(new Thread(ServerFiles::end, "test servers end"));
        }
        AT_EXIT.addFirst(action);
    }

    private static synchronized void end() {
        AT_EXIT.forEach(Runnable::run);
    }

    private static void deleteTree(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            // A server that ends at the same time may still take files away.
            System.err.println("Could not remove " + folder + ": " + e);
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** A folder that outlives the JVM, beside the binaries that the build laid aside. */
    static Path keptFolder(String name) throws IOException {
        Path parent = folder().orElse(Path.of(System.getProperty("java.io.tmpdir"), "gnomon-test-servers"));
        return Files.createDirectories(parent.resolve(name));
    }

    /** Run a command to its end. */
    static void run(Path log, String... command) throws IOException {
        run(log, Path.of("").toAbsolutePath(), Map.of(), command);
    }

    /** Run a command to its end in a folder, with settings in its environment. */
    static void run(Path log, Path folder, Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(command[0] + " failed: " + tail(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while running " + command[0], e);
        }
    }

    /** Start a server process, wait until its port answers, and stop it when the JVM ends. */
    static Process serve(Path log, int port, String... command) throws IOException {
        return serve(log, port, Map.of(), command);
    }

    /** Start a server process with settings in its environment. */
    static Process serve(Path log, int port, Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        atExit(() -> stop(process));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < deadline && process.isAlive()) {
            try (Socket ignored = new Socket("127.0.0.1", port)) {
                return process;
            } catch (IOException notYet) {
                pause();
            }
        }
        process.destroyForcibly();
        throw new IOException(command[0] + " did not come up: " + tail(log));
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                process.waitFor(5, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a server", e);
        }
    }

    private static String tail(Path log) throws IOException {
        String text = Files.exists(log) ? Files.readString(log) : "";
        return text.length() <= 2000 ? text : text.substring(text.length() - 2000);
    }

    /** An executable of one of these names, on the PATH or in the usual places. */
    static Optional<Path> executable(String... names) {
        String path = System.getenv().getOrDefault("PATH", "") + java.io.File.pathSeparator + "/usr/sbin"
                + java.io.File.pathSeparator + "/usr/local/sbin";
        for (String name : names) {
            for (String folder : path.split(java.io.File.pathSeparator)) {
                Path candidate = Path.of(folder).resolve(name);
                if (!folder.isEmpty() && Files.isExecutable(candidate)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }
}
