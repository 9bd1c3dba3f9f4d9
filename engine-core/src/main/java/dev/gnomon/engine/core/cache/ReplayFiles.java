package dev.gnomon.engine.core.cache;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * A folder of results, each in a file named for its key.
 *
 * <p>A file is written aside and then put into its place in one step, so that runs side by side never see half of one.
 * It holds its key and two checksums, made against accident; a file that does not fit is taken away. A folder or a file
 * that is not the user's own, or that others may write to, is not believed. Where anything about the folder goes wrong,
 * there is no result, and nothing is kept.
 */
public final class ReplayFiles {

    private static final byte[] BEGINNING = {'g', 'n', 'o', 'm', 'o', 'n', 'r', 1};
    private static final int KEY_BYTES = 32;
    private static final int HEAD_BYTES = BEGINNING.length + KEY_BYTES;
    private static final int SUM_BYTES = 8;
    private static final String ENDING = ".replay";
    private static final String UNFINISHED = ".unfinished";
    private static final Duration ABANDONED = Duration.ofHours(1);
    /** How far the time of last use may lag behind, so that most uses write nothing. */
    private static final Duration LAG = Duration.ofHours(1);

    private final Path folder;
    private final long mostBytes;

    /**
     * @param folder    made when something is kept
     * @param mostBytes of all files together; beyond it, what was used longest ago goes
     */
    public ReplayFiles(Path folder, long mostBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    /**
     * What is kept for a key.
     *
     * @param key 64 lower-case hex digits
     */
    Optional<byte[]> find(String key) {
        Path file = folder.resolve(key + ENDING);
        try {
            if (!OwnFiles.isOwn(folder) || !OwnFiles.isOwn(file)) {
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(file);
            if (!isWhole(bytes, key)) {
                Files.deleteIfExists(file);
                return Optional.empty();
            }
            noteUse(file);
            return Optional.of(Arrays.copyOfRange(bytes, HEAD_BYTES, bytes.length - SUM_BYTES));
        } catch (IOException | SecurityException unreadable) {
            return Optional.empty();
        }
    }

    /** Keep something for a key, and let go what is too much. */
    void keep(String key, byte[] content) {
        int length = HEAD_BYTES + content.length + SUM_BYTES;
        if (length > mostBytes) {
            return;
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        bytes.put(BEGINNING).put(HexFormat.of().parseHex(key)).put(content);
        bytes.put(sums(bytes.array()));
        try {
            makeFolder();
            if (!OwnFiles.isOwn(folder)) {
                return;
            }
            Path unfinished = Files.createTempFile(folder, key.substring(0, 8), UNFINISHED);
            try {
                Files.write(unfinished, bytes.array());
                Files.move(unfinished, folder.resolve(key + ENDING), ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
            letGo();
        } catch (IOException | UncheckedIOException | SecurityException | UnsupportedOperationException unwritable) {
            // The next run replays again.
        }
    }

    /** Take away what is kept for a key. */
    void remove(String key) {
        try {
            Files.deleteIfExists(folder.resolve(key + ENDING));
        } catch (IOException | SecurityException unwritable) {
            // Whoever reads it next finds the same fault.
        }
    }

    private static boolean isWhole(byte[] bytes, String key) {
        return bytes.length > HEAD_BYTES + SUM_BYTES
                && Arrays.equals(bytes, 0, BEGINNING.length, BEGINNING, 0, BEGINNING.length)
                && HexFormat.of().formatHex(bytes, BEGINNING.length, HEAD_BYTES).equals(key)
                && Arrays.equals(sums(bytes), Arrays.copyOfRange(bytes, bytes.length - SUM_BYTES, bytes.length));
    }

    /** Two sums of everything before the last bytes; both are quick in a program that has only just begun. */
    private static byte[] sums(byte[] bytes) {
        CRC32 first = new CRC32();
        first.update(bytes, 0, bytes.length - SUM_BYTES);
        CRC32C second = new CRC32C();
        second.update(bytes, 0, bytes.length - SUM_BYTES);
        return ByteBuffer.allocate(SUM_BYTES)
                .putInt((int) first.getValue())
                .putInt((int) second.getValue())
                .array();
    }

    private void noteUse(Path file) throws IOException {
        Instant now = Instant.now();
        if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(LAG))) {
            Files.setLastModifiedTime(file, FileTime.from(now));
        }
    }

    /** Only for its owner: the structure of a database may be nobody else's business. */
    private void makeFolder() throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(folder);
        }
    }

    /** A kept file, as it was when the folder was listed. */
    private record Kept(Path file, long size, Instant used) {}

    private void letGo() throws IOException {
        Instant now = Instant.now();
        List<Kept> kept = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                try {
                    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                    Instant used = attributes.lastModifiedTime().toInstant();
                    if (name.endsWith(ENDING)) {
                        kept.add(new Kept(file, attributes.size(), used));
                    } else if (name.endsWith(UNFINISHED) && used.isBefore(now.minus(ABANDONED))) {
                        Files.deleteIfExists(file);
                    }
                } catch (NoSuchFileException gone) {
                    // Another run was quicker.
                }
            }
        }
        long size = kept.stream().mapToLong(Kept::size).sum();
        kept.sort(Comparator.comparing(Kept::used).thenComparing(Kept::file));
        for (Kept oldest : kept) {
            if (size <= mostBytes) {
                return;
            }
            Files.deleteIfExists(oldest.file());
            size -= oldest.size();
        }
    }
}
