package dev.gnomon.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells whether somebody sits at a standard stream. */
final class Terminals {

    private Terminals() {}

    /**
     * Whether a file descriptor is a terminal.
     *
     * @param descriptor 0, 1 or 2
     */
    static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException notLinux) {
            // Elsewhere Java only tells of all streams together.
            return System.console() != null;
        }
    }
}
