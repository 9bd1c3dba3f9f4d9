package dev.gnomon.engine.tck.fault;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The default file system with paths of its own, so that whatever is done with them goes through {@link FaultyFiles}. */
final class FaultyFileSystem extends FileSystem {

    private final FileSystemProvider provider;
    private final FileSystem real;

    FaultyFileSystem(FileSystemProvider provider, FileSystem real) {
        this.provider = provider;
        this.real = real;
    }

    /** A path of this file system, and the real one behind it. */
    private final class FaultyPath implements InvocationHandler {
        private final Path path;

        FaultyPath(Path path) {
            this.path = path;
        }

        @Override
        public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
            switch (method.getName()) {
                case "getFileSystem" -> {
                    return FaultyFileSystem.this;
                }
                case "toFile" -> {
                    return new File(path.toString());
                }
                case "iterator" -> {
                    return faulty(path.iterator());
                }
                case "equals" -> {
                    return arguments != null && arguments[0] instanceof Path other && path.equals(real(other));
                }
                default -> {
                    Object[] given = arguments == null ? new Object[0] : arguments.clone();
                    for (int index = 0; index < given.length; index++) {
                        if (given[index] instanceof Path other) {
                            given[index] = real(other);
                        }
                    }
                    try {
                        Object result = method.invoke(path, given);
                        return result instanceof Path found ? faulty(found) : result;
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                }
            }
        }
    }

    Path faulty(Path path) {
        return (Path) Proxy.newProxyInstance(
                FaultyFileSystem.class.getClassLoader(), new Class<?>[] {Path.class}, new FaultyPath(path));
    }

    Iterator<Path> faulty(Iterator<Path> paths) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return paths.hasNext();
            }

            @Override
            public Path next() {
                return faulty(paths.next());
            }
        };
    }

    static Path real(Path path) {
        return Proxy.isProxyClass(path.getClass()) && Proxy.getInvocationHandler(path) instanceof FaultyPath faulty
                ? faulty.path
                : path;
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    @Override
    public void close() throws IOException {
        real.close();
    }

    @Override
    public boolean isOpen() {
        return real.isOpen();
    }

    @Override
    public boolean isReadOnly() {
        return real.isReadOnly();
    }

    @Override
    public String getSeparator() {
        return real.getSeparator();
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return StreamSupport.stream(real.getRootDirectories().spliterator(), false)
                .map(this::faulty)
                .toList();
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return real.getFileStores();
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return real.supportedFileAttributeViews();
    }

    @Override
    public Path getPath(String first, String... more) {
        return faulty(real.getPath(first, more));
    }

    @Override
    public PathMatcher getPathMatcher(String syntaxAndPattern) {
        PathMatcher matcher = real.getPathMatcher(syntaxAndPattern);
        return path -> matcher.matches(real(path));
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        return real.getUserPrincipalLookupService();
    }

    @Override
    public WatchService newWatchService() throws IOException {
        return real.newWatchService();
    }
}
