package dev.gnomon.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

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
            return hasConsole();
        }
    }

    /** Elsewhere Java only tells of all streams together; from release 22 on through a method of its own. */
    private static boolean hasConsole() {
        Optional<Console> console = Optional.ofNullable(System.console());
        if (console.isEmpty()) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console.get());
        } catch (NoSuchMethodException release21) {
            return true;
        } catch (ReflectiveOperationException cannotTell) {
            return false;
        }
    }
}
