package dev.gnomon.engine.tck.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file system to which {@code User} and {@code user} are one file: ZFS in user space, in a file of its own.
 *
 * <p>A server on it lives in namespaces of its own, which see the mount, and which end with it: whatever becomes of the
 * tests, no mount stays behind. FUSE's NTFS and exFAT were tried too; there the kernel shows old content under the
 * other spelling.
 */
final class CaseInsensitiveGround implements ServerGround {

    /** What a machine has to have, for the message of a test that is skipped. */
    static final String NEEDS = " (which needs root, /dev/fuse, unshare and zfs-fuse)";

    private static final String SIZE = "2G";

    /** Arguments: folder, folder of the tools, their libraries, script that makes the data folder, script that serves. */
    private static final String SCRIPT = """
            set -e
            folder=$1; tools=$2; libraries=$3
            mount -t tmpfs none /run
            mkdir /run/lock
            mkdir "$folder/mount"
            truncate -s SIZE "$folder/pool"
            LD_LIBRARY_PATH="$libraries" "$tools/zfs-fuse" --no-daemon --no-kstat-mount --pidfile "$folder/zfs" &
            tries=0
            until LD_LIBRARY_PATH="$libraries" "$tools/zpool" list >/dev/null 2>&1; do
                tries=$((tries + 1)); [ $tries -lt 100 ] || exit 1; sleep 0.1
            done
            LD_LIBRARY_PATH="$libraries" "$tools/zpool" create -o cachefile=none -O casesensitivity=insensitive \\
                -m "$folder/mount" "tests$$" "$folder/pool"
            cd "$folder"
            . "$4"
            . "$5"
            """.replace("SIZE", SIZE);

    private final Path tools;
    private final String libraries;

    private CaseInsensitiveGround(Path tools, String libraries) {
        this.tools = tools;
        this.libraries = libraries;
    }

    /** The ground, if this machine can have it. */
    static Optional<CaseInsensitiveGround> find() {
        boolean root = "root".equals(System.getProperty("user.name"));
        if (!root
                || !Files.isWritable(Path.of("/dev/fuse"))
                || ServerFiles.executable("unshare").isEmpty()) {
            return Optional.empty();
        }
        Optional<Path> installed = ServerFiles.executable("zfs-fuse");
        return installed
                .map(program ->
                        new CaseInsensitiveGround(program.resolveSibling(".").normalize(), ""))
                .or(CaseInsensitiveGround::fromDebian);
    }

    private static Optional<CaseInsensitiveGround> fromDebian() {
        return DebianPackages.unpacked("zfs-fuse").flatMap(root -> {
            try {
                return Optional.of(new CaseInsensitiveGround(root.resolve("sbin"), DebianPackages.libraryPath(root)));
            } catch (IOException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public Path dataFolder(Path folder) {
        return folder.resolve("mount/data");
    }

    @Override
    public void start(
            Path folder, int port, Map<String, String> environment, List<String> initialise, List<String> serve)
            throws IOException {
        Path first = Files.writeString(folder.resolve("initialise"), line(initialise));
        Path then = Files.writeString(folder.resolve("serve"), "exec " + line(serve));
        List<String> command = new ArrayList<>(
                List.of("unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "sh", "-c"));
        command.add(SCRIPT);
        command.addAll(
                List.of("sh", folder.toString(), tools.toString(), libraries, first.toString(), then.toString()));
        Process process = ServerFiles.serve(folder.resolve("log"), port, environment, command.toArray(String[]::new));
        // The outermost process waits for the others, and does not listen to the usual signal while it does.
        ServerFiles.atExit(() -> process.descendants().forEach(ProcessHandle::destroyForcibly));
    }

    private static String line(List<String> command) {
        StringBuilder line = new StringBuilder();
        for (String word : command) {
            line.append('\'').append(word.replace("'", "'\\''")).append("' ");
        }
        return line.append('\n').toString();
    }
}
