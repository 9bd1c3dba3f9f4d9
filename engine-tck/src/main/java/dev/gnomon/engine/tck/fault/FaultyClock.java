package dev.gnomon.engine.tck.fault;

import dev.gnomon.engine.tck.server.DebianPackages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A wrong clock for a whole process, by Debian's {@code libfaketime}. */
public final class FaultyClock {

    private static final String LIBRARY = "libfaketime.so.1";

    private final Path library;

    private FaultyClock(Path library) {
        this.library = library;
    }

    /** Find the library; empty where it is not to be had, which is said on standard output. */
    public static Optional<FaultyClock> find() {
        Optional<FaultyClock> found = DebianPackages.unpacked("libfaketime")
                .flatMap(FaultyClock::libraryIn)
                .map(FaultyClock::new);
        if (found.isEmpty()) {
            System.out.println("not run: a wrong clock (this needs Debian's package libfaketime)");
        }
        return found;
    }

    private static Optional<Path> libraryIn(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.endsWith(LIBRARY)).findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * The same program with a wrong clock. What measures how long something takes stays right, as it does where somebody
     * sets the clock of a machine.
     *
     * @param change in the library's words: {@code -10y}, {@code +1d}, {@code +0 x1000} for a clock that races
     */
    public FaultyProcess on(FaultyProcess process, String change) {
        return process.with("LD_PRELOAD", library.toString())
                .with("FAKETIME", change)
                .with("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    }
}
