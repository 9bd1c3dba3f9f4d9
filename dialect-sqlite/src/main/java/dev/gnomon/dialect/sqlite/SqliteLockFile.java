package dev.gnomon.dialect.sqlite;

import dev.gnomon.engine.support.PolledLock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** A file beside a database that one run at a time has locked. The system gives the lock back when its process ends. */
final class SqliteLockFile implements AutoCloseable {
    private static final String SUFFIX = "-gnomon";
    private static final int LARGEST_MARK = 1_000_000;

    /** A process loses its lock as soon as it closes the file once, which a second run in it must not do. */
    private static final Set<Path> IN_THIS_PROCESS = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private SqliteLockFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Lock the file of a database.
     *
     * @return empty if another run had it all the time
     */
    static Optional<SqliteLockFile> beside(Path database, Duration patience) throws IOException, SQLException {
        Path path = Path.of(database.toRealPath() + SUFFIX);
        return PolledLock.take(patience, left -> attempt(path));
    }

    private static Optional<SqliteLockFile> attempt(Path path) throws IOException {
        if (!IN_THIS_PROCESS.add(path)) {
            return Optional.empty();
        }
        Optional<SqliteLockFile> held = Optional.empty();
        try {
            held = lock(path);
            return held;
        } finally {
            if (held.isEmpty()) {
                IN_THIS_PROCESS.remove(path);
            }
        }
    }

    private static Optional<SqliteLockFile> lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean held = false;
        try {
            FileLock lock = channel.tryLock();
            held = lock != null && isStillThere(path, channel);
            return held ? Optional.of(new SqliteLockFile(path, channel)) : Optional.empty();
        } finally {
            if (!held) {
                channel.close();
            }
        }
    }

    /**
     * Whether the locked file is the one that others find: its last holder may have deleted it after it was opened
     * here. Nothing but the size of a file shows that without opening it again.
     */
    private static boolean isStillThere(Path path, FileChannel channel) throws IOException {
        int mark = ThreadLocalRandom.current().nextInt(1, LARGEST_MARK);
        channel.truncate(0);
        channel.write(ByteBuffer.allocate(1), mark - 1L);
        try {
            return Files.size(path) == mark;
        } catch (NoSuchFileException deleted) {
            return false;
        }
    }

    /** Delete the file and give its lock back. */
    @Override
    public void close() throws IOException {
        try {
            Files.deleteIfExists(path);
        } finally {
            channel.close();
            IN_THIS_PROCESS.remove(path);
        }
    }
}
