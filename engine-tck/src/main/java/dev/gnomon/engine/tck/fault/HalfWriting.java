package dev.gnomon.engine.tck.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/** A file that is written in two halves, between which something may happen. */
final class HalfWriting extends FileChannel {

    /** What happens between the halves. */
    @FunctionalInterface
    interface Between {
        void happen() throws IOException;
    }

    private final FileChannel channel;
    private final Between between;

    HalfWriting(FileChannel channel, Between between) {
        this.channel = channel;
        this.between = between;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int end = bytes.limit();
        bytes.limit(bytes.position() + bytes.remaining() / 2);
        int written = channel.write(bytes);
        between.happen();
        bytes.limit(end);
        return written + channel.write(bytes);
    }

    @Override
    public long write(ByteBuffer[] buffers, int offset, int length) throws IOException {
        long written = 0;
        for (int index = offset; index < offset + length; index++) {
            written += write(buffers[index]);
        }
        return written;
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
        between.happen();
        return channel.write(bytes, position);
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
        return channel.read(bytes);
    }

    @Override
    public long read(ByteBuffer[] buffers, int offset, int length) throws IOException {
        return channel.read(buffers, offset, length);
    }

    @Override
    public int read(ByteBuffer bytes, long position) throws IOException {
        return channel.read(bytes, position);
    }

    @Override
    public long position() throws IOException {
        return channel.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        channel.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return channel.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        channel.truncate(size);
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        channel.force(metaData);
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return channel.transferTo(position, count, target);
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
        between.happen();
        return channel.transferFrom(source, position, count);
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        return channel.map(mode, position, size);
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return channel.lock(position, size, shared);
    }

    @Override
    public @Nullable FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return channel.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        channel.close();
    }
}
