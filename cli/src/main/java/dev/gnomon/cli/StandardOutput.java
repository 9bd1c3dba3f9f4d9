package dev.gnomon.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Standard output that remembers why something could not be written, which a print stream keeps to itself. */
final class StandardOutput extends FileOutputStream {

    private volatile @Nullable IOException failure;

    StandardOutput() {
        super(FileDescriptor.out);
    }

    /** Why not all of the output arrived; empty if it did, or if its reader went away by itself. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure).filter(cause -> !"Broken pipe".equals(cause.getMessage()));
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet});
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            super.write(bytes, offset, length);
        } catch (IOException cause) {
            if (failure == null) {
                failure = cause;
            }
            throw cause;
        }
    }
}
