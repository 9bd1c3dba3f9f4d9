package dev.gnomon.listeners.journal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The files of a journal: the one that grows, and those that were full, {@code journal.jsonl.000001} the oldest. */
final class JournalFiles {

    private static final int DIGITS = 6;

    private final Path current;

    JournalFiles(Path current) {
        this.current = current.toAbsolutePath().normalize();
    }

    Path current() {
        return current;
    }

    /** Never renamed, so that everybody who waits for it waits for the same file. */
    Path lock() {
        return current.resolveSibling(current.getFileName() + ".lock");
    }

    /** The full files, the oldest first. */
    List<Path> rotated() throws IOException {
        List<Path> files = new ArrayList<>();
        Path folder = current.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return files;
        }
        String start = current.getFileName() + ".";
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, entry -> isRotated(entry, start))) {
            entries.forEach(files::add);
        }
        files.sort(Comparator.comparing(Path::toString));
        return files;
    }

    /** Where the current file goes when it is full. */
    Path next() throws IOException {
        List<Path> before = rotated();
        int number = before.isEmpty() ? 1 : Integer.parseInt(suffix(before.get(before.size() - 1))) + 1;
        return current.resolveSibling("%s.%06d".formatted(current.getFileName(), number));
    }

    private String suffix(Path rotated) {
        return rotated.getFileName()
                .toString()
                .substring(current.getFileName().toString().length() + 1);
    }

    private static boolean isRotated(Path entry, String start) {
        String name = entry.getFileName().toString();
        return name.startsWith(start)
                && name.length() == start.length() + DIGITS
                && name.substring(start.length()).chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
