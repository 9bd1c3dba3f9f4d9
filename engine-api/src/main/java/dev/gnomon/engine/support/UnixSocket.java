package dev.gnomon.engine.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A socket of a Unix domain in the shape that JDBC drivers want, which know TCP only. Knows no timeouts and no TCP
 * options; the addresses that it is told to connect to do not count.
 */
public final class UnixSocket extends Socket {

    private final String socketFile;
    private @Nullable SocketChannel channel;
    private boolean closed;
    private int timeout;

    /**
     * Make a socket that is not connected yet.
     *
     * @param socketFile the server's, for example {@code /run/postgresql/.s.PGSQL.5432}
     */
    public UnixSocket(String socketFile) {
        this.socketFile = socketFile;
    }

    @Override
    public void connect(@Nullable SocketAddress ignored) throws IOException {
        SocketChannel opened = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            opened.connect(UnixDomainSocketAddress.of(Path.of(socketFile)));
        } catch (IOException e) {
            opened.close();
            throw e;
        }
        channel = opened;
    }

    @Override
    public void connect(@Nullable SocketAddress ignored, int connectTimeout) throws IOException {
        connect(ignored);
    }

    private SocketChannel open() throws SocketException {
        SocketChannel current = channel;
        if (current == null || closed) {
            throw new SocketException("socket is not open");
        }
        return current;
    }

    // Streams of java.nio.channels.Channels lock the channel for reading and writing at once, which would
    // keep a cancelling thread waiting; these two do not.

    @Override
    public InputStream getInputStream() throws SocketException {
        SocketChannel source = open();
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return length == 0 ? 0 : source.read(ByteBuffer.wrap(target, offset, length));
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws SocketException {
        SocketChannel sink = open();
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] source, int offset, int length) throws IOException {
                ByteBuffer buffer = ByteBuffer.wrap(source, offset, length);
                while (buffer.hasRemaining()) {
                    sink.write(buffer);
                }
            }
        };
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        SocketChannel current = channel;
        if (current != null) {
            current.close();
        }
    }

    @Override
    public boolean isConnected() {
        return channel != null;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void setSoTimeout(int milliseconds) {
        timeout = milliseconds;
    }

    @Override
    public int getSoTimeout() {
        return timeout;
    }

    @Override
    public void setTcpNoDelay(boolean on) {
        // There is no TCP here.
    }

    @Override
    public boolean getTcpNoDelay() {
        return true;
    }

    @Override
    public void setKeepAlive(boolean on) {
        // There is no TCP here.
    }

    @Override
    public void setReceiveBufferSize(int size) {
        // The system's own size does.
    }

    @Override
    public void setSendBufferSize(int size) {
        // The system's own size does.
    }

    @Override
    public int getReceiveBufferSize() {
        return 8192;
    }

    @Override
    public int getSendBufferSize() {
        return 8192;
    }
}
