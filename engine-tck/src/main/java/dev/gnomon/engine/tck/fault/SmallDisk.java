package dev.gnomon.engine.tck.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A file system in memory that is soon full. Only Linux's root may mount one. */
public final class SmallDisk implements AutoCloseable {

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /**
     * Mount one of so many MiB.
     *
     * @return empty where that is not allowed, which is said on standard output
     */
    public static Optional<SmallDisk> at(Path folder, int mebibytes) {
        try {
            Files.createDirectories(folder);
            if (run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder.toString())) {
                return Optional.of(new SmallDisk(folder));
            }
        } catch (IOException unable) {
            // The reason is the same.
        }
        System.out.println("not run: a full disk (this needs root and Linux)");
        return Optional.empty();
    }

    /** Make room: so many MiB from now on. */
    public void grow(int mebibytes) {
        try {
            if (!run("mount", "-o", "remount,size=" + mebibytes + "m", folder.toString())) {
                throw new IllegalStateException(folder + " cannot grow");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Unmount it, even if somebody has files open there. */
    @Override
    public void close() {
        try {
            run("umount", "-l", folder.toString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean run(String... command) throws IOException {
        try {
            return new ProcessBuilder(List.of(command))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
