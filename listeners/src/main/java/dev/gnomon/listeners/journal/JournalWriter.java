package dev.gnomon.listeners.journal;

import dev.gnomon.engine.error.EngineErrorCode;
import dev.gnomon.engine.error.GnomonException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Appends lines to a journal that other threads and processes append to as well. Each line is written under a lock, at
 * once, after the tail of the file was looked at if it is not as this writer left it.
 */
final class JournalWriter {

    private static final int TAIL_BYTES = 64 * 1024;

    /** A lock of a file belongs to the whole process: its threads need one of their own. */
    private static final Map<Path, Object> MONITORS = new ConcurrentHashMap<>();

    /** How a file ends. */
    private record Tail(long size, String hash, long number) {}

    private final JournalFiles files;
    private final long rotateBytes;
    private final Object monitor;
    private @Nullable Tail known;

    JournalWriter(Path file, long rotateBytes) {
        this.files = new JournalFiles(file);
        this.rotateBytes = rotateBytes;
        this.monitor = MONITORS.computeIfAbsent(files.current(), ignored -> new Object());
    }

    /** Something that is done while nobody else writes. */
    @FunctionalInterface
    private interface Action {
        void run() throws IOException;
    }

    /**
     * Make sure that the journal can be written to, and seal what a killed process left.
     *
     * @throws GnomonException {@code GN-6002} if it cannot, or if its last line was altered
     */
    void open() {
        locked(() -> {
            try (FileChannel channel = channel()) {
                tail(channel);
            }
        });
    }

    /** Append a line. The fields must start with the event. */
    void append(Map<String, Object> fields, boolean durable) {
        locked(() -> {
            rotateIfFull();
            try (FileChannel channel = channel()) {
                Tail tail = tail(channel);
                if (tail.number() == 0) {
                    tail = write(channel, tail, Map.of("event", "journalBegun", "format", 1));
                }
                known = write(channel, tail, fields);
                if (durable) {
                    channel.force(false);
                }
            }
        });
    }

    private void locked(Action action) {
        synchronized (monitor) {
            try {
                Files.createDirectories(files.current().getParent());
                requireFile(files.lock());
                requireFile(files.current());
                try (FileChannel lock =
                                FileChannel.open(files.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock held = lock.lock()) {
                    if (held.isValid()) {
                        action.run();
                    }
                }
            } catch (IOException failure) {
                known = null;
                throw new GnomonException(
                        EngineErrorCode.FILE_FAILURE,
                        "The audit journal %s cannot be written: %s".formatted(files.current(), reason(failure)),
                        "Make the file and its folder writable, or name another journal.",
                        failure);
            }
        }
    }

    /** A pipe would hold the run up, and what is written through a link that leads nowhere is found by nobody. */
    private static void requireFile(Path file) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(file)) {
            throw new FileSystemException(file.toString(), null, file + " is no file");
        }
    }

    /** The messages of some failures are nothing but the path. */
    private static String reason(IOException failure) {
        return switch (failure) {
            case AccessDeniedException denied -> "access is denied";
            case NoSuchFileException missing -> "there is no such file or folder";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> String.valueOf(failure.getMessage());
        };
    }

    private FileChannel channel() throws IOException {
        return FileChannel.open(
                files.current(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    private void rotateIfFull() throws IOException {
        try {
            if (Files.size(files.current()) < rotateBytes) {
                return;
            }
        } catch (NoSuchFileException nothingYet) {
            return;
        }
        try (FileChannel full = channel()) {
            tail(full);
        }
        Path name = files.next();
        Files.move(files.current(), name);
        known = null;
        try (FileChannel fresh = channel()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("event", "journalContinued");
            fields.put("after", name.getFileName().toString());
            known = write(fresh, tail(fresh), fields);
        }
    }

    private Tail tail(FileChannel channel) throws IOException {
        long size = channel.size();
        Tail last = known;
        if (last != null && last.size() == size) {
            return last;
        }
        Tail found = size == 0 ? ofRotated() : read(channel, size);
        known = found;
        return found;
    }

    /** A new file goes on where the last full one ended. */
    private Tail ofRotated() throws IOException {
        List<Path> full = files.rotated();
        if (full.isEmpty()) {
            return new Tail(0, JournalLine.NOTHING_BEFORE, 0);
        }
        Path newest = full.get(full.size() - 1);
        try (FileChannel channel = FileChannel.open(newest, StandardOpenOption.READ)) {
            byte[] end = end(channel, channel.size());
            JournalLine line = lastLine(new String(end, StandardCharsets.UTF_8), newest);
            return new Tail(0, line.hash(), line.number());
        }
    }

    private Tail read(FileChannel channel, long size) throws IOException {
        byte[] end = end(channel, size);
        int lineFeed = end.length - 1;
        while (lineFeed >= 0 && end[lineFeed] != '\n') {
            lineFeed--;
        }
        if (lineFeed == end.length - 1) {
            JournalLine line = lastLine(new String(end, StandardCharsets.UTF_8), files.current());
            return new Tail(size, line.hash(), line.number());
        }
        byte[] torn = Arrays.copyOfRange(end, lineFeed + 1, end.length);
        Optional<JournalLine> whole = JournalLine.read(new String(torn, StandardCharsets.UTF_8));
        channel.position(size);
        writeAll(channel, "\n");
        if (whole.isPresent()) {
            return new Tail(size + 1, whole.get().hash(), whole.get().number());
        }
        return seal(channel, size + 1, torn, lineFeed < 0 ? Optional.empty() : Optional.of(lineBefore(end, lineFeed)));
    }

    private JournalLine lineBefore(byte[] end, int lineFeed) {
        return lastLine(new String(end, 0, lineFeed + 1, StandardCharsets.UTF_8), files.current());
    }

    /** A process was killed while it wrote: what it left is named by its hash, so that nobody can pass it off. */
    private Tail seal(FileChannel channel, long size, byte[] torn, Optional<JournalLine> before) throws IOException {
        Tail last = before.isPresent()
                ? new Tail(size, before.get().hash(), before.get().number())
                : new Tail(size, ofRotated().hash(), ofRotated().number());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("event", "tornLineSealed");
        fields.put("torn", JournalLine.hash(torn));
        return write(channel, last, fields);
    }

    private static JournalLine lastLine(String end, Path file) {
        String lines = end.endsWith("\n") ? end.substring(0, end.length() - 1) : end;
        String line = lines.substring(lines.lastIndexOf('\n') + 1);
        return JournalLine.read(line)
                .orElseThrow(() -> new GnomonException(
                        EngineErrorCode.FILE_FAILURE,
                        "The last line of the audit journal %s is not what was written.".formatted(file),
                        "Run `gnomon audit verify` on it. Move it away to begin a new journal."));
    }

    /** The last lines of a file, at least the very last one as a whole. */
    private static byte[] end(FileChannel channel, long size) throws IOException {
        long length = Math.min(size, TAIL_BYTES);
        while (true) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(length));
            while (bytes.hasRemaining() && channel.read(bytes, size - length + bytes.position()) >= 0) {
                // Read on.
            }
            byte[] end = bytes.array();
            int lineFeeds = 0;
            for (byte each : end) {
                lineFeeds += each == '\n' ? 1 : 0;
            }
            // Two lines may be needed: the torn one and the one before it.
            if (lineFeeds >= 3 || length == size) {
                return end;
            }
            length = Math.min(size, length * 4);
        }
    }

    private static Tail write(FileChannel channel, Tail after, Map<String, Object> fields) throws IOException {
        Map<String, Object> timed = new LinkedHashMap<>();
        timed.put("time", Instant.now().toString());
        timed.put("event", fields.getOrDefault("event", ""));
        timed.putAll(fields);
        String line = JournalLine.write(after.hash(), after.number() + 1, timed);
        channel.position(channel.size());
        writeAll(channel, line + "\n");
        JournalLine written = JournalLine.read(line).orElseThrow();
        return new Tail(channel.size(), written.hash(), written.number());
    }

    private static void writeAll(FileChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
