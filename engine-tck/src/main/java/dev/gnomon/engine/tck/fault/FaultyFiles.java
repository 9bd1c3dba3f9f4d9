package dev.gnomon.engine.tck.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The files of a process, as they are, until it has changed something in a folder so many times: then the process dies, or
 * the disk is full from then on. A write counts when half of it is done. The JDK makes it the default file system by the
 * property {@code java.nio.file.spi.DefaultFileSystemProvider}.
 */
public final class FaultyFiles extends FileSystemProvider {

    /** In which folder changes count; its absolute path. */
    static final String FOLDER = "gnomon.fault.folder";

    /** At which change, from 1; 0: never. */
    static final String AT = "gnomon.fault.change";

    /** Set to {@code true} for a disk that is full, instead of death. */
    static final String FULL = "gnomon.fault.full";

    private static final AtomicInteger CHANGES = new AtomicInteger();

    private final FileSystemProvider real;
    private final FaultyFileSystem fileSystem;

    /**
     * @param real the JDK's own
     */
    public FaultyFiles(FileSystemProvider real) {
        this.real = real;
        this.fileSystem = new FaultyFileSystem(this, real.getFileSystem(URI.create("file:///")));
    }

    /** Counts a change, and does what is to be done at it. */
    private static void change(Path path) throws IOException {
        String folder = System.getProperty(FOLDER, "");
        if (folder.isEmpty() || !path.toAbsolutePath().toString().startsWith(folder)) {
            return;
        }
        int number = CHANGES.incrementAndGet();
        int at = Integer.getInteger(AT, 0);
        if (at > 0 && number >= at) {
            if (Boolean.getBoolean(FULL)) {
                throw new FileSystemException(path.toString(), null, "No space left on device");
            }
            SuddenDeath.now();
        }
    }

    private static Path real(Path path) {
        return FaultyFileSystem.real(path);
    }

    /** How many changes there were. */
    static int changes() {
        return CHANGES.get();
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        return newFileChannel(path, options, attributes);
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        boolean writes = options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND);
        boolean makes = writes
                && (options.contains(StandardOpenOption.CREATE) || options.contains(StandardOpenOption.CREATE_NEW));
        if (makes && Files.notExists(real(path))) {
            change(path);
        }
        FileChannel channel = real.newFileChannel(real(path), options, attributes);
        return writes ? new HalfWriting(channel, () -> change(path)) : channel;
    }

    @Override
    public void createDirectory(Path directory, FileAttribute<?>... attributes) throws IOException {
        if (Files.notExists(real(directory))) {
            change(directory);
        }
        real.createDirectory(real(directory), attributes);
    }

    @Override
    public void delete(Path path) throws IOException {
        if (!Boolean.getBoolean(FULL)) {
            change(path);
        }
        real.delete(real(path));
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        change(target);
        real.copy(real(source), real(target), options);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        change(target);
        real.move(real(source), real(target), options);
    }

    @Override
    public String getScheme() {
        return real.getScheme();
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) throws IOException {
        return real.newFileSystem(uri, environment);
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return fileSystem;
    }

    @Override
    public Path getPath(URI uri) {
        return fileSystem.faulty(real.getPath(uri));
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path directory, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        DirectoryStream<Path> entries =
                real.newDirectoryStream(real(directory), entry -> filter.accept(fileSystem.faulty(entry)));
        return new DirectoryStream<>() {
            @Override
            public Iterator<Path> iterator() {
                return fileSystem.faulty(entries.iterator());
            }

            @Override
            public void close() throws IOException {
                entries.close();
            }
        };
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        return real.isSameFile(real(path), real(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return real.isHidden(real(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        return real.getFileStore(real(path));
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        real.checkAccess(real(path), modes);
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        return real.getFileAttributeView(real(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return real.readAttributes(real(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return real.readAttributes(real(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        real.setAttribute(real(path), attribute, value, options);
    }

    @Override
    public void createSymbolicLink(Path link, Path target, FileAttribute<?>... attributes) throws IOException {
        change(link);
        real.createSymbolicLink(real(link), real(target), attributes);
    }

    @Override
    public Path readSymbolicLink(Path link) throws IOException {
        return fileSystem.faulty(real.readSymbolicLink(real(link)));
    }

    /** The properties that a process needs, beside the JDK's. */
    static List<String> properties(Path folder, int at, boolean full) {
        try {
            return List.of(
                    "-Djava.nio.file.spi.DefaultFileSystemProvider=" + FaultyFiles.class.getName(),
                    "-D" + FOLDER + "=" + folder.toRealPath(),
                    "-D" + AT + "=" + at,
                    "-D" + FULL + "=" + full);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
