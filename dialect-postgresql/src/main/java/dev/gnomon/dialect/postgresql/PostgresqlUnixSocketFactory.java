package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.support.UnixSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Opens sockets of a Unix domain for the driver, which knows none itself; the driver makes it by name.
 *
 * <p>Not meant to be used by anybody but the driver.
 */
public final class PostgresqlUnixSocketFactory extends SocketFactory {

    private final String socketFile;

    /** Make a factory for one server's socket file, for example {@code /run/postgresql/.s.PGSQL.5432}. */
    public PostgresqlUnixSocketFactory(String socketFile) {
        this.socketFile = socketFile;
    }

    @Override
    public Socket createSocket() {
        return new UnixSocket(socketFile);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return connected();
    }

    private Socket connected() throws IOException {
        Socket socket = createSocket();
        socket.connect(null);
        return socket;
    }
}
