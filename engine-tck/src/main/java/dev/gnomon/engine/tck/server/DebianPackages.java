package dev.gnomon.engine.tck.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Programs from Debian's packages without an installation: the packages that the machine lacks are fetched
 * and unpacked in the build's own folder, which needs no privilege and leaves the machine as it was.
 */
public final class DebianPackages {

    /** A line such as {@code 'http://host/pool/x_1%3a2_amd64.deb' x_1%3a2_amd64.deb 1234 SHA256:…}. */
    private static final Pattern PACKAGE_LINE = Pattern.compile("'[^']+' ([^_ ]+)_[^ ]+\\.deb .*");

    private DebianPackages() {}

    /**
     * Fetch and unpack a package with what it depends on, once for all tests.
     *
     * @param others packages beside it that the program needs at run time
     * @return the folder that stands for the root; empty on a machine without apt, or where it cannot be fetched
     */
    public static Optional<Path> unpacked(String packageName, String... others) {
        if (ServerFiles.executable("apt-get").isEmpty()
                || ServerFiles.executable("dpkg-deb").isEmpty()) {
            return Optional.empty();
        }
        try {
            Path folder = ServerFiles.keptFolder("debian").resolve(packageName);
            Path done = folder.resolve("complete");
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock ignored = channel.lock()) {
                if (!Files.exists(done)) {
                    unpack(
                            Stream.concat(Stream.of(packageName), Stream.of(others))
                                    .toList(),
                            folder);
                    Files.createFile(done);
                }
            }
            return Optional.of(folder.resolve("root"));
        } catch (IOException e) {
            System.err.println("No " + packageName + " from Debian's packages: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static void unpack(List<String> packageNames, Path folder) throws IOException {
        Path log = folder.resolve("log");
        List<String> missing = missing(packageNames, List.of(), folder);
        List<String> options = List.of();
        if (missing.isEmpty()) {
            options = ownLists(folder, log);
            missing = missing(packageNames, options, folder);
        }
        if (missing.isEmpty()) {
            throw new IOException("apt names nothing to fetch, see " + log);
        }
        Path downloads = Files.createDirectories(folder.resolve("downloads"));
        List<String> download = new ArrayList<>(List.of("apt-get", "-qq", "download"));
        download.addAll(options);
        download.addAll(missing);
        ServerFiles.run(log, downloads, Map.of(), download.toArray(String[]::new));
        try (Stream<Path> packages = Files.list(downloads)) {
            for (Path file : packages.sorted().toList()) {
                ServerFiles.run(
                        log,
                        "dpkg-deb",
                        "-x",
                        file.toString(),
                        folder.resolve("root").toString());
            }
        }
    }

    /** Package lists in a folder of the build's own, for a machine whose lists are missing. */
    private static List<String> ownLists(Path folder, Path log) throws IOException {
        Path lists = folder.resolve("lists");
        Path cache = folder.resolve("cache");
        Files.createDirectories(lists.resolve("partial"));
        Files.createDirectories(cache.resolve("archives/partial"));
        List<String> options =
                List.of("-o", "Dir::State::Lists=" + lists, "-o", "Dir::Cache=" + cache, "-o", "Debug::NoLocking=true");
        List<String> update = new ArrayList<>(List.of("apt-get", "-qq", "update"));
        update.addAll(options);
        ServerFiles.run(log, update.toArray(String[]::new));
        return options;
    }

    /** The names of the packages that an installation would fetch, these and those that they depend on. */
    private static List<String> missing(List<String> packageNames, List<String> options, Path folder)
            throws IOException {
        Path answer = folder.resolve("packages");
        Files.deleteIfExists(answer);
        List<String> command =
                new ArrayList<>(List.of("apt-get", "-qq", "-y", "--no-install-recommends", "--print-uris", "install"));
        command.addAll(options);
        // What was once downloaded for an installation is not named otherwise, although it is not installed.
        Path nothingDownloaded = folder.resolve("archives");
        Files.createDirectories(nothingDownloaded.resolve("partial"));
        command.addAll(List.of("-o", "Dir::Cache::archives=" + nothingDownloaded));
        command.addAll(packageNames);
        try {
            ServerFiles.run(answer, command.toArray(String[]::new));
        } catch (IOException unknownPackage) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(answer)) {
            return lines.map(PACKAGE_LINE::matcher)
                    .filter(Matcher::matches)
                    .map(line -> line.group(1))
                    .toList();
        }
    }

    /** The folders below an unpacked root in which its shared libraries lie, as a search path. */
    static String libraryPath(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root, 4)) {
            return String.join(
                    ":",
                    all.filter(Files::isDirectory)
                            .filter(path -> path.toString().matches(".*/lib/[a-z0-9_]+-linux-gnu[a-z0-9]*"))
                            .map(Path::toString)
                            .toList());
        }
    }
}
